'use client'
import { useEffect, useRef } from 'react'
import { isTyping } from '#components/ui/search-field.tsx'

export type RowKeysOptions = {
  /** Moves the cursor: −1 up, +1 down, and ±Infinity for the ends. */
  onMove: (step: number) => void
  onOpen: () => void
  onToggle: () => void
  /** Further keys of the page, such as `r` for resend. */
  onKey: (key: string) => boolean
  isOn: boolean
  container: React.RefObject<HTMLElement | null>
}

const moves: Record<string, number> = { j: 1, k: -1 }
const arrows: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** `j`, `k` anywhere on the page, Enter while nothing else has the focus; arrows and space while a row has it. */
export function useRowKeys(options: RowKeysOptions) {
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const now = latest.current
      if (!now.isOn || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || isOverlaid(event.target)) return
      if (handle(event, now)) event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function handle(event: KeyboardEvent, now: RowKeysOptions): boolean {
  const isOnRow =
    event.target instanceof Element &&
    event.target.matches('[role=row]') &&
    now.container.current?.contains(event.target) === true
  const step = moves[event.key] ?? (isOnRow ? arrows[event.key] : undefined)
  if (step !== undefined) now.onMove(step)
  else if (event.key === 'Enter' && (isOnRow || event.target === document.body)) now.onOpen()
  else if (isOnRow && event.key === ' ') now.onToggle()
  else return event.key.length === 1 && now.onKey(event.key)
  return true
}

/** True for a key pressed inside what lies over the page. */
export function isOverlaid(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('[role=dialog],[role=alertdialog],[role=menu],[role=listbox]') !== null
  )
}
