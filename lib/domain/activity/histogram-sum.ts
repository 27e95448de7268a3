import { LATENCY_BUCKETS } from '../deliveries/latency-buckets.ts'

/** SQL: a histogram from what an expression gives for each place, from 1 (unnesting costs several times as much). */
export function histogramOf(count: (place: number) => string): string {
  return `array[${Array.from({ length: LATENCY_BUCKETS.length + 1 }, (_, index) => count(index + 1)).join(', ')}]`
}

/** SQL: the histograms of a group of roll-ups as one. */
export const HISTOGRAM_SUM = histogramOf((place) => `coalesce(sum(histogram[${place}]), 0)`)
