'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** How the palette's keys are written on this machine. */
export function useCommandKeys(): string {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'),
    () => 'Ctrl K',
  )
}
