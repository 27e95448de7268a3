'use client'
import { useEffect, useRef, useState } from 'react'
import { type LiveEvent, type LiveState, openLiveStream } from '#lib/queries/live.ts'
import { addLines, type LiveLines, NO_LINES, showWaiting } from './live-lines.ts'

const RATE_SECONDS = 60

export interface LiveLogView extends LiveLines {
  readonly state: LiveState
  /** When it was paused (epoch ms), or null while it follows. */
  readonly pausedAt: number | null
  readonly hasGap: boolean
  /** Lines in each of the last sixty seconds, oldest first. */
  readonly perSecond: readonly number[]
  readonly pause: () => void
  readonly resume: () => void
  /** Takes in what waits and stays paused. */
  readonly showNew: () => void
  readonly retry: () => void
}

/** The live log of an instance: drawn at most once a frame, held while paused. */
export function useLiveLog(instanceId: string): LiveLogView {
  const [lines, setLines] = useState(NO_LINES)
  const [pausedAt, setPausedAt] = useState<number | null>(null)
  const [state, setState] = useState<LiveState>('connecting')
  const [hasGap, setGap] = useState(false)
  const [perSecond, setPerSecond] = useState<readonly number[]>([])
  const [connection, setConnection] = useState(0)
  const isPaused = useRef(false)
  const arrivals = useRef<number[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new number connects again
  useEffect(() => {
    let pending: LiveEvent[] = []
    let frame = 0
    const flush = () => {
      frame = 0
      const batch = pending
      pending = []
      const wait = isPaused.current
      setLines((old) => addLines(old, batch, wait))
    }
    const close = openLiveStream(instanceId, {
      onEvent: (event) => {
        pending.push(event)
        arrivals.current.push(Date.parse(event.at))
        frame ||= requestAnimationFrame(flush)
      },
      onGap: () => setGap(true),
      onState: setState,
    })
    return () => {
      cancelAnimationFrame(frame)
      close()
    }
  }, [instanceId, connection])

  useEffect(() => {
    const count = () => {
      const { kept, counts } = countSeconds(arrivals.current, Date.now())
      arrivals.current = kept
      setPerSecond(counts)
    }
    count()
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [])

  const showNew = () => setLines(showWaiting)
  return {
    ...lines,
    state,
    pausedAt,
    hasGap,
    perSecond,
    pause: () => {
      isPaused.current = true
      setPausedAt(Date.now())
    },
    resume: () => {
      isPaused.current = false
      setPausedAt(null)
      showNew()
    },
    showNew,
    retry: () => setConnection((count) => count + 1),
  }
}

function countSeconds(arrivals: readonly number[], now: number) {
  const first = Math.floor(now / 1000) - RATE_SECONDS + 1
  const kept = arrivals.filter((at) => Math.floor(at / 1000) >= first)
  const counts = Array.from({ length: RATE_SECONDS }, () => 0)
  for (const at of kept) {
    const place = Math.floor(at / 1000) - first
    counts[place] = (counts[place] ?? 0) + 1
  }
  return { kept, counts }
}
