/**
 * Upper bounds in ms (inclusive) of the latency buckets of a roll-up's histogram; one more bucket holds the slower ones.
 * Part of the stored data, and named in `hot.latency_place`: never change an entry, only append to both.
 */
export const LATENCY_BUCKETS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000] as const
