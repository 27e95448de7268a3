import { formatClock, formatDay } from '#lib/format.ts'
import type { ActivityView } from '#lib/queries/overview.ts'

/** How charts name a bucket: the span in words, and the short text of the axis. */
export function bucketLabel(at: string, { bucketSeconds, range }: Pick<ActivityView, 'bucketSeconds' | 'range'>) {
  const end = new Date(Date.parse(at) + bucketSeconds * 1000)
  const day = formatDay(at, 'local')
  const from = formatClock(at, 'local').slice(0, 5)
  const isLong = range === '7d' || range === '14d'
  return {
    label: `${isLong ? `${day}, ` : ''}${from} to ${formatClock(end, 'local').slice(0, 5)}`,
    tick: isLong ? day.split(' ').slice(0, 2).join(' ') : from,
  }
}
