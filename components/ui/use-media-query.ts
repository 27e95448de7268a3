'use client'
import { useSyncExternalStore } from 'react'

/** Follows a media query; `true` on the server, where wide windows are assumed. */
export function useMediaQuery(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const list = matchMedia(query)
      list.addEventListener('change', notify)
      return () => list.removeEventListener('change', notify)
    },
    () => matchMedia(query).matches,
    () => true,
  )
}
