/** How long a row waits here for its turn, at most, in ms. */
const TURN_MS = 40_000
/** From the end of an attempt until it is stored, at most, in ms. */
const STORE_MS = 5_000

/** How long rows are leased, and how much of that is left when an attempt starts: it must not outlive its lease. */
export function leaseOf(timeoutMs: number): { readonly leaseMs: number; readonly startMarginMs: number } {
  const startMarginMs = timeoutMs + STORE_MS
  return { leaseMs: TURN_MS + startMarginMs, startMarginMs }
}
