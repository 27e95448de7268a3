import { LATENCY_BUCKETS } from '../deliveries/latency-buckets.ts'

/**
 * The latency in ms below which the share `q` (0–1) of a histogram's attempts lie, by linear interpolation within the
 * bucket; null for an empty one. What is slower than the last bound counts as that bound.
 */
export function latencyQuantile(histogram: readonly number[], q: number): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let before = 0
  for (const [index, count] of histogram.entries()) {
    const upper = LATENCY_BUCKETS[index]
    if (upper === undefined) break
    if (before + count >= q * total && count > 0) {
      const lower = LATENCY_BUCKETS[index - 1] ?? 0
      return lower + ((upper - lower) * (q * total - before)) / count
    }
    before += count
  }
  return LATENCY_BUCKETS.at(-1) ?? null
}
