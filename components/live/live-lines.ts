import type { LiveEvent } from '#lib/queries/live.ts'

/** Lines kept in the page; older ones are in the logs. */
const KEPT = 5000
/** A stream that connected anew begins with the newest lines again: among so many of the last ones they are found. */
const REPEATED = 1000

export interface LiveLines {
  /** Oldest first. */
  readonly events: readonly LiveEvent[]
  /** What came in since the log was paused. */
  readonly waiting: readonly LiveEvent[]
}

export const NO_LINES: LiveLines = { events: [], waiting: [] }

/** Adds the lines of a batch that are not there yet, while paused to those that wait. */
export function addLines({ events, waiting }: LiveLines, batch: readonly LiveEvent[], isPaused: boolean): LiveLines {
  const known = new Set([...events.slice(-REPEATED), ...waiting.slice(-REPEATED)].map(({ id }) => id))
  const fresh = batch.filter(({ id }) => !known.has(id))
  return isPaused ? { events, waiting: keep(waiting, fresh) } : { events: keep(events, fresh), waiting }
}

/** Takes in what waits. */
export function showWaiting({ events, waiting }: LiveLines): LiveLines {
  return { events: keep(events, waiting), waiting: [] }
}

function keep(old: readonly LiveEvent[], more: readonly LiveEvent[]): readonly LiveEvent[] {
  return more.length === 0 ? old : [...old, ...more].slice(-KEPT)
}
