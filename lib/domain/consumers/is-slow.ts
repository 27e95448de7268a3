/** Of the time that an attempt may take. */
const SHARE = 2 / 3
/** Fewer attempts say little. */
const LEAST = 20

/** Slow: of at least 20 attempts in 24 hours, one in twenty took two thirds of the time a receiver has, or longer. */
export function isSlow(attempts: number, p95: number | null, timeoutMs: number): boolean {
  return attempts >= LEAST && p95 !== null && p95 >= SHARE * timeoutMs
}
