'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback, useRef } from 'react'

/** Which attempt the drawer shows, as `messageId.attemptId` in the address, and the list it steps through. */
export function useOpenAttempt() {
  const [open, setOpen] = useQueryState('attempt', parseAsString)
  const neighbours = useRef<readonly string[]>([])
  const step = useCallback(
    (by: 1 | -1) => {
      const index = open === null ? -1 : neighbours.current.indexOf(open)
      const next = index < 0 ? undefined : neighbours.current[index + by]
      if (next !== undefined) setOpen(next)
    },
    [open, setOpen],
  )
  const setNeighbours = useCallback((keys: readonly string[]) => {
    neighbours.current = keys
  }, [])
  const close = useCallback(() => setOpen(null), [setOpen])
  return { open, setOpen, close, step, setNeighbours }
}

export type OpenAttempt = ReturnType<typeof useOpenAttempt>

export function attemptKey(attempt: { readonly msgId: string; readonly id: string }): string {
  return `${attempt.msgId}.${attempt.id}`
}
