import type { DataColumn } from '#components/data-table/data-column.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { formatLatency, shortenId } from '#lib/format.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { attemptCode, attemptStatus } from './attempt-status.ts'

/** Columns of a consumer's attempts. */
export const ATTEMPT_COLUMNS: readonly DataColumn<AttemptItem>[] = [
  {
    id: 'status',
    header: 'Status',
    width: '104px',
    card: 'lead',
    cell: (row) => {
      const { kind, word } = attemptStatus(row)
      return <Status kind={kind}>{word}</Status>
    },
  },
  {
    id: 'type',
    header: 'Event type',
    width: 'minmax(120px,2fr)',
    card: 'full',
    cell: (row) => <span className="mono block truncate">{row.eventType ?? '–'}</span>,
  },
  {
    id: 'message',
    header: 'Message',
    width: 'minmax(96px,1fr)',
    isSecondary: true,
    card: 'none',
    cell: (row) => <span className="mono text-ink-3">{shortenId(row.msgId)}</span>,
  },
  {
    id: 'attempt',
    header: 'Attempt',
    width: '80px',
    align: 'end',
    isSecondary: true,
    card: 'none',
    cell: (row) => (row.attempt === null ? '–' : (triggerOf(row) ?? row.attempt)),
  },
  {
    id: 'code',
    header: 'Code',
    width: '88px',
    align: 'end',
    card: 'start',
    cell: (row) => (
      <span className={`mono block truncate ${isBad(row) ? 'text-failure' : ''}`}>{attemptCode(row)}</span>
    ),
  },
  {
    id: 'latency',
    header: 'Latency',
    width: '64px',
    align: 'end',
    card: 'aside',
    cell: (row) => formatLatency(row.responseDurationMs),
  },
  {
    id: 'time',
    header: 'Time',
    width: '72px',
    align: 'end',
    card: 'aside',
    cell: (row) => <RelativeTime at={row.timestamp} show="clock" className="text-ink-2" />,
  },
]

function isBad(attempt: AttemptItem): boolean {
  return attempt.responseStatusCode < 200 || attempt.responseStatusCode > 299
}

function triggerOf(attempt: AttemptItem): string | null {
  const trigger = attempt.trigger ?? (attempt.triggerType === 1 ? 'manual' : 'scheduled')
  return trigger === 'scheduled' ? null : trigger
}
