'use client'
import { type RefObject, useEffect } from 'react'
import { isOverlaid } from '#components/data-table/use-row-keys.ts'
import { isTyping } from '#components/ui/search-field.tsx'

const STEPS: Readonly<Record<string, number>> = { j: 1, k: -1 }

/** `j` and `k` move the focus from line to line (Enter then follows the link), `r` resends the message of the line. */
export function useLineKeys(list: RefObject<HTMLElement | null>, onResend: ((messageId: string) => void) | undefined) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return
      if (isTyping(event.target) || isOverlaid(event.target)) return
      const lines = [...(list.current?.querySelectorAll<HTMLElement>('a') ?? [])]
      const current = lines.findIndex((line) => line.matches(':focus'))
      const step = STEPS[event.key]
      const messageId = lines[current]?.dataset.message
      if (step !== undefined) lines[Math.max(0, current + step)]?.focus()
      else if (event.key === 'r' && messageId !== undefined) onResend?.(messageId)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [list, onResend])
}
