/**
 * Upper bounds in ms (inclusive) of the latency buckets of a roll-up's histogram; one more bucket holds the slower ones.
 * Part of the stored data: never change an entry, only append.
 */
export const LATENCY_BUCKETS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000] as const

/** Index of the bucket that `ms` falls into, 0 to `LATENCY_BUCKETS.length`. */
export function latencyBucket(ms: number): number {
  const index = LATENCY_BUCKETS.findIndex((bound) => ms <= bound)
  return index === -1 ? LATENCY_BUCKETS.length : index
}
