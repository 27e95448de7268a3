import type { DataColumn } from '#components/data-table/data-column.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Sparkline } from '#components/ui/sparkline.tsx'
import { Status } from '#components/ui/status.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { formatDuration, formatLatency, formatNumber, formatPercent, shortenUrl } from '#lib/format.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { CertificateNote } from './certificate-note.tsx'
import { ConsumerMenu } from './consumer-menu.tsx'
import { consumerName } from './consumer-name.ts'
import { consumerState } from './consumer-state.ts'

/** Columns of the consumers table, sortable ones by the name of their order in the API; the menu needs the instance. */
export function consumerColumns(instanceId: string): readonly DataColumn<ConsumerItem>[] {
  return [
    {
      id: 'name',
      header: 'Consumer',
      sorts: 'ascending',
      width: 'minmax(160px,2fr)',
      card: 'lead',
      cell: (row) => <NameCell consumer={row} />,
    },
    {
      id: 'state',
      header: 'State',
      sorts: 'ascending',
      width: 'minmax(144px,1.2fr)',
      card: 'full',
      cell: (row) => <StateCell consumer={row} />,
    },
    {
      id: 'subscription',
      header: 'Event types and tags',
      width: 'minmax(212px,1.7fr)',
      isSecondary: true,
      card: 'full',
      cell: (row) => <SubscriptionCell consumer={row} />,
    },
    {
      id: 'rate',
      header: 'Rate',
      width: '72px',
      align: 'end',
      card: 'none',
      cell: ({ throttleRate }) =>
        throttleRate === null ? <span className="text-ink-3">none</span> : `${throttleRate}/s`,
    },
    {
      id: 'success_rate',
      header: 'Last 24 h',
      sorts: 'ascending',
      width: '146px',
      align: 'end',
      card: 'full',
      cell: (row) => <DayCell consumer={row} />,
    },
    {
      id: 'p95',
      header: 'p95',
      sorts: 'descending',
      width: '60px',
      align: 'end',
      isSecondary: true,
      card: 'none',
      cell: ({ stats }) =>
        stats?.p95 == null ? <span className="text-ink-3">–</span> : <span>{formatLatency(stats.p95)}</span>,
    },
    {
      id: 'queue',
      header: 'Queue',
      width: '84px',
      align: 'end',
      isSecondary: true,
      card: 'none',
      cell: (row) => <QueueCell consumer={row} />,
    },
    {
      id: 'menu',
      header: 'Actions',
      isHeaderHidden: true,
      width: '28px',
      align: 'end',
      card: 'none',
      cell: (row) => <ConsumerMenu instanceId={instanceId} consumer={row} />,
    },
  ]
}

function NameCell({ consumer }: { consumer: ConsumerItem }) {
  const name = consumerName(consumer)
  const url = shortenUrl(consumer.url)
  return (
    <span className="grid">
      <span className="truncate font-medium">{name}</span>
      <span className="mono truncate text-ink-3">{name === url ? consumer.id : url}</span>
    </span>
  )
}

function StateCell({ consumer }: { consumer: ConsumerItem }) {
  const { kind, word, reason, since } = consumerState(consumer)
  const detail = (reason !== null || since !== null) && (
    <>
      {reason}
      {since !== null && (
        <>
          {kind === 'failure' ? ', began ' : ' '}
          <RelativeTime at={since} />
        </>
      )}
    </>
  )
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <Status kind={kind} reason={detail || undefined}>
        {word}
      </Status>
      <CertificateNote expiresAt={consumer.clientCertificateExpiresAt} />
    </span>
  )
}

function SubscriptionCell({ consumer: { eventTypes, channels } }: { consumer: ConsumerItem }) {
  return (
    <span className="grid gap-0.5">
      {eventTypes.length === 0 ? (
        <span className="text-ink-2">All event types</span>
      ) : (
        <span className="mono truncate" title={eventTypes.join(', ')}>
          {eventTypes[0]}
          {eventTypes.length > 1 && <span className="font-sans text-ink-3"> +{eventTypes.length - 1}</span>}
        </span>
      )}
      {channels.length === 0 ? (
        <span className="text-ink-3 text-xs">every company</span>
      ) : (
        <TagList tags={channels} room={32} />
      )}
    </span>
  )
}

/** Under this share of attempts that succeeded, a figure is worth the colour of a failure. */
const GOOD_SHARE = 0.95

function DayCell({ consumer: { stats } }: { consumer: ConsumerItem }) {
  if (stats === undefined) return null
  const { hours, successRate } = stats
  const text = successRate === null ? 'no attempts' : `${formatPercent(successRate)} of attempts delivered`
  return (
    <span className="flex items-center gap-2 sm:justify-end">
      <Sparkline buckets={hours} label={`Last 24 h: ${text}`} />
      <span
        aria-hidden="true"
        className={`min-w-14 text-right ${successRate === null ? 'text-ink-3' : successRate < GOOD_SHARE ? 'text-failure' : ''}`}
      >
        {successRate === null ? '–' : formatPercent(successRate)}
      </span>
      {stats.queued > 0 && (
        <span className="ml-auto font-medium text-warning sm:hidden">
          {formatNumber(stats.queued)}
          {stats.isQueuedMore && '+'} waiting
        </span>
      )}
    </span>
  )
}

function QueueCell({ consumer: { stats } }: { consumer: ConsumerItem }) {
  if (stats === undefined || stats.queued === 0) return <span className="text-ink-3">0</span>
  return (
    <span className="grid">
      <span className="font-medium text-warning">
        {formatNumber(stats.queued)}
        {stats.isQueuedMore && '+'}
      </span>
      {stats.secondsToDrain !== null && (
        <span className="whitespace-nowrap text-ink-3 text-xs">
          {stats.isQueuedMore && '> '}
          {formatDuration(stats.secondsToDrain)}
        </span>
      )}
    </span>
  )
}
