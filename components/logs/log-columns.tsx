import type { DataColumn } from '#components/data-table/data-column.ts'
import { DeliveryCounts } from '#components/deliveries/delivery-counts.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { formatBytes, shortenId } from '#lib/format.ts'
import type { LoggedMessage } from '#lib/queries/logged-messages.ts'

/**
 * Columns of the logs. `isDue`: the last one says when a message is to be sent, not when it came. `names`: of
 * companies and sources by their ids.
 */
export function logColumns(isDue: boolean, names: ReadonlyMap<string, string>): readonly DataColumn<LoggedMessage>[] {
  return [
    {
      id: 'type',
      header: 'Event type',
      width: 'minmax(160px,2fr)',
      card: 'lead',
      cell: ({ message }) => (
        <span className="flex items-center gap-2">
          <span className="mono truncate font-medium">{message.eventType}</span>
          {message.isTest && <NotePill>test</NotePill>}
        </span>
      ),
    },
    {
      id: 'deliveries',
      header: 'Deliveries',
      width: 'minmax(88px,0.8fr)',
      card: 'start',
      cell: ({ deliveries }) => <DeliveryCounts counts={deliveries} />,
    },
    {
      id: 'id',
      header: 'Message',
      width: '112px',
      card: 'none',
      cell: ({ message }) => <span className="mono text-ink-3">{shortenId(message.id)}</span>,
    },
    {
      id: 'company',
      header: 'Company',
      width: 'minmax(96px,1fr)',
      isSecondary: true,
      card: 'none',
      cell: ({ message }) => <Named id={message.company} names={names} none="–" />,
    },
    {
      id: 'tags',
      header: 'Tags',
      width: 'minmax(168px,1.6fr)',
      card: 'full',
      cell: ({ message }) =>
        message.matchTags.length === 0 ? (
          <span className="text-ink-3">–</span>
        ) : (
          <TagList tags={message.matchTags.map(({ tag }) => tag)} room={30} />
        ),
    },
    {
      id: 'source',
      header: 'From',
      width: 'minmax(104px,0.8fr)',
      isSecondary: true,
      card: 'none',
      cell: ({ message }) => <Named id={message.sourceId} names={names} none="API" />,
    },
    {
      id: 'size',
      header: 'Size',
      width: '72px',
      align: 'end',
      isSecondary: true,
      card: 'none',
      cell: ({ message }) => formatBytes(message.size),
    },
    {
      id: 'time',
      header: isDue ? 'Sent' : 'Time',
      width: '80px',
      align: 'end',
      card: 'aside',
      cell: ({ message }) => (
        <RelativeTime
          at={isDue ? (message.deliverAt ?? message.createdAt) : message.createdAt}
          show={isDue ? 'relative' : 'clock'}
          className="text-ink-2"
        />
      ),
    },
  ]
}

function Named({ id, names, none }: { id: string | null; names: ReadonlyMap<string, string>; none: string }) {
  if (id === null) return <span className="text-ink-3">{none}</span>
  const name = names.get(id)
  if (name === undefined) return <span className="mono block truncate text-ink-3">{shortenId(id)}</span>
  return (
    <span className="block truncate text-ink-2" title={`${name}, ${id}`}>
      {name}
    </span>
  )
}
