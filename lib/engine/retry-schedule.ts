/**
 * Seconds before each of the eight attempts: at once, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 10 h after the previous one.
 */
export const DEFAULT_RETRY_SCHEDULE: readonly number[] = [0, 5, 300, 1800, 7200, 18_000, 36_000, 36_000]

const JITTER = 0.1
const JITTER_FROM_MS = 60_000

export interface NextStep {
  /** Milliseconds to wait from now. */
  readonly afterMs: number
  /** Steps used up by then. */
  readonly step: number
}

/**
 * The step after one was used up, by a failure or by a skip while disabled; null when it was the last.
 *
 * @param schedule seconds before each attempt, the first included
 * @param used steps used before the one that just ended
 * @param random 0 ≤ random < 1: waits of a minute and more are spread by ±10 % with it
 * @param retryAfterMs what the receiver asked for: lengthens the wait, to at most twice the step
 */
export function nextStep(
  schedule: readonly number[],
  used: number,
  random: number,
  retryAfterMs: number | null = null,
): NextStep | null {
  const seconds = schedule[used + 1]
  if (seconds === undefined) return null
  const base = seconds * 1000
  const spread = base >= JITTER_FROM_MS ? base * (1 + JITTER * (2 * random - 1)) : base
  const asked = retryAfterMs === null ? 0 : Math.min(retryAfterMs, base * 2)
  return { afterMs: Math.round(Math.max(spread, asked)), step: used + 1 }
}

/**
 * Milliseconds that a `Retry-After` header asks to wait (RFC 9110 §10.2.3: seconds or a date), or null when it is
 * absent or unreadable.
 *
 * @param now epoch ms
 */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  const text = value.trim()
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  if (!/^[A-Za-z]{3}/.test(text)) return null
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
