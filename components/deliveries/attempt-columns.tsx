import type { DataColumn } from '#components/data-table/data-column.ts'
import { AttemptTape } from '#components/ui/attempt-tape.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { formatLatency, shortenId } from '#lib/format.ts'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { attemptCode, attemptStatus } from './attempt-status.ts'
import { tapeUpTo } from './attempt-tape.ts'
import { failureWords } from './failure-words.ts'

/** How many attempts the schedule of an event type has. */
export type StepsOf = (eventType: string) => number

/** Columns of a consumer's attempts; with `stepsOf` each shows how far along its schedule it is. */
export function attemptColumns(stepsOf: StepsOf = () => 0): readonly DataColumn<AttemptItem>[] {
  return [
    {
      id: 'status',
      header: 'Status',
      width: '88px',
      card: 'lead',
      cell: (row) => {
        const { kind, word } = attemptStatus(row)
        return <Status kind={kind}>{word}</Status>
      },
    },
    {
      id: 'type',
      header: 'Event type',
      width: 'minmax(80px,2fr)',
      card: 'full',
      cell: (row) => (
        <span className="mono block truncate" title={row.eventType}>
          {row.eventType}
        </span>
      ),
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
      width: '88px',
      isTertiary: true,
      card: 'none',
      cell: (row) =>
        row.trigger === 'scheduled' && row.n > 0 ? (
          <AttemptTape cells={tapeUpTo(row, stepsOf(row.eventType))} />
        ) : (
          <span className="text-ink-2">{row.trigger}</span>
        ),
    },
    {
      id: 'code',
      header: 'Code',
      width: 'minmax(52px,0.7fr)',
      align: 'end',
      card: 'start',
      cell: (row) => (
        <span
          className={`mono block truncate ${isBad(row) ? 'text-failure' : ''}`}
          title={row.statusCode === null && row.errorKind ? failureWords(row.errorKind) : undefined}
        >
          {attemptCode(row)}
        </span>
      ),
    },
    {
      id: 'latency',
      header: 'Latency',
      width: '56px',
      align: 'end',
      card: 'none',
      cell: (row) => formatLatency(row.durationMs),
    },
    {
      id: 'time',
      header: 'Time',
      width: '60px',
      align: 'end',
      card: 'aside',
      cell: (row) => <RelativeTime at={row.timestamp} show="clock" className="text-ink-2" />,
    },
  ]
}

function isBad(attempt: AttemptItem): boolean {
  return attempt.outcome === 'failed' || attempt.outcome === 'exhausted'
}
