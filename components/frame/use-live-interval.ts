'use client'
import { useSyncExternalStore } from 'react'

const POLL_MS = 500

/**
 * How often a list that must be fresh asks again, for `refetchInterval`: twice a second while somebody looks at it.
 * An event stream that invalidates the same queries may turn it off with `setStreaming(true)`.
 */
export function useLiveInterval(isOn = true): number | false {
  const streaming = useSyncExternalStore(subscribe, isStreaming, () => false)
  return isOn && !streaming ? POLL_MS : false
}

let streams = 0
const listeners = new Set<() => void>()

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function isStreaming(): boolean {
  return streams > 0
}

/** Called by an event stream when it opens and closes. */
export function setStreaming(isOpen: boolean): void {
  streams += isOpen ? 1 : -1
  for (const listener of listeners) listener()
}
