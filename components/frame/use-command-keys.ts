'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** How a key with Command or Control is written on this machine; the palette's unless another is named. */
export function useCommandKeys(key = 'K'): string {
  const isMac = useSyncExternalStore(
    never,
    () => /mac|iphone|ipad/i.test(navigator.userAgent),
    () => false,
  )
  return isMac ? `⌘${key}` : `Ctrl ${key}`
}
