import { LATENCY_BUCKETS } from '../deliveries/latency-buckets.ts'

const PLACES = Array.from({ length: LATENCY_BUCKETS.length + 1 }, (_, index) => index + 1)

/** SQL: the histograms of a group of roll-ups as one, place by place (unnesting them costs several times as much). */
export const HISTOGRAM_SUM = `array[${PLACES.map((place) => `coalesce(sum(histogram[${place}]), 0)`).join(', ')}]`
