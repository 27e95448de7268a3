'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { drafts } from './draft-store.ts'

/** What the draft is compared with: the code that is saved, or what the editor begins with, and its version. */
type Saved = { readonly code: string; readonly version: number | null }

/**
 * The code in an editor: what somebody wrote and did not save, or what is saved. The first is kept while they look
 * elsewhere and restored when they come back; before the tab closes, where it would be lost, the browser asks.
 */
export function useDraft(name: string, saved: Saved) {
  const draft = useSyncExternalStore(
    drafts.subscribe,
    () => drafts.read(name),
    () => null,
  )
  const [isTouched, setTouched] = useState(false)
  useAskBeforeClosing(draft !== null)
  const code = draft?.code ?? saved.code
  return {
    draft,
    code,
    /** Until it is touched again. */
    isRestored: draft !== null && !isTouched,
    setCode(text: string) {
      if (text === saved.code) drafts.drop(name)
      else if (text !== code) {
        setTouched(true)
        drafts.keep(name, { code: text, base: draft?.base ?? saved.version })
      }
    },
    /** Unless more was written meanwhile. */
    dropSaved: (text: string) => drafts.read(name)?.code === text && drafts.drop(name),
    drop: () => drafts.drop(name),
    discard() {
      drafts.drop(name)
      notifyDone('Draft discarded', { onUndo: () => draft !== null && drafts.keep(name, draft) })
    },
  }
}

function useAskBeforeClosing(isNeeded: boolean) {
  useEffect(() => {
    if (!isNeeded) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isNeeded])
}
