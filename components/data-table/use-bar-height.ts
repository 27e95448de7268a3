'use client'
import { useCallback } from 'react'

const GAP = 8

/** For the ref of a bar that floats at the foot of the window: `--bulk-bar` is the room that it takes from notices. */
export function useBarHeight() {
  return useCallback((bar: HTMLElement | null) => {
    if (bar === null) return
    const { style } = document.documentElement
    const watcher = new ResizeObserver(() => style.setProperty('--bulk-bar', `${bar.offsetHeight + GAP}px`))
    watcher.observe(bar)
    return () => {
      watcher.disconnect()
      style.removeProperty('--bulk-bar')
    }
  }, [])
}
