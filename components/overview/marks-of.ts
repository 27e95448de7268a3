import type { ActivityView } from '#lib/queries/overview.ts'
import type { Incident } from './incidents-of.ts'

const MOST_MARKS = 2
/** Share of the chart that a label takes: marks that are nearer would lie over each other. */
const LABEL_SHARE = 1 / 3

/** Where incidents stand in the chart, the newest first; one that would lie over a newer one is left out. */
export function marksOf(
  incidents: readonly Incident[],
  { buckets, bucketSeconds }: Pick<ActivityView, 'bucketSeconds'> & { buckets: readonly { at: string }[] },
): { barId: string; text: string }[] {
  const marks: { bar: number; text: string }[] = []
  for (const { at, text } of incidents) {
    const bar = buckets.findIndex(({ at: start }) => {
      const age = Date.parse(at) - Date.parse(start)
      return age >= 0 && age < bucketSeconds * 1000
    })
    const isFree = marks.every((other) => Math.abs(other.bar - bar) >= buckets.length * LABEL_SHARE)
    if (bar >= 0 && isFree && marks.length < MOST_MARKS) marks.push({ bar, text })
  }
  return marks.map(({ bar, text }) => ({ barId: buckets[bar]?.at ?? '', text }))
}
