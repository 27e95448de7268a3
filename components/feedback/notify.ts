'use client'
import type { Done, Failure } from './notices.tsx'

const waiting = new Set<() => void>()
let isWanted = false
let shown: (() => void) | undefined
const untilShown = new Promise<void>((resolve) => {
  shown = resolve
})

/** Whether any notice was given since the page was loaded, for the `Toaster`. */
export const noticeWish = {
  subscribe(listener: () => void) {
    waiting.add(listener)
    return () => void waiting.delete(listener)
  },
  isWanted: () => isWanted,
  /** The toaster is on the page and takes notices. */
  markShown: () => shown?.(),
}

/** Notices and their code come with the first one that is given. */
async function notices() {
  isWanted = true
  for (const listener of waiting) listener()
  const { showDone, showFailed } = await import('./notices.tsx')
  await untilShown
  return { showDone, showFailed }
}

/** What was done, and undo while it can be undone (8 seconds with it, 4 without). */
export function notifyDone(title: string, options?: Done) {
  void notices().then((module) => module.showDone(title, options))
}

/** What failed, why, and the request id to quote; stays until it is dismissed. */
export function notifyFailed(title: string, options?: Failure) {
  void notices().then((module) => module.showFailed(title, options))
}
