'use client'
import { useSyncExternalStore } from 'react'
import { formatClock, formatRelative } from '#lib/format.ts'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for the page: only texts that changed are drawn again. */
function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The page's clock, which ticks once a second: what has just happened does not read as still to come. */
function clockFor(iso: string): number {
  const at = Date.parse(iso)
  if (at > now && at <= Date.now()) now = Date.now()
  return now
}

type RelativeTimeProps = {
  /** ISO 8601 or a date. */
  at: string | Date
  /** `relative` "10 s ago" (default) or `clock` "14:31:58". */
  show?: 'relative' | 'clock'
  className?: string
}

/** A time as people speak of it; the exact local and UTC time on hover. */
export function RelativeTime({ at, show = 'relative', className }: RelativeTimeProps) {
  const iso = typeof at === 'string' ? at : at.toISOString()
  const text = useSyncExternalStore(
    subscribe,
    () => (show === 'clock' ? formatClock(iso, 'local') : formatRelative(iso, clockFor(iso))),
    () => formatClock(iso),
  )
  return (
    <time
      data-exact=""
      dateTime={iso}
      role="img"
      aria-label={text}
      className={`whitespace-nowrap rounded-xs ${className ?? ''}`}
    >
      {text}
    </time>
  )
}
