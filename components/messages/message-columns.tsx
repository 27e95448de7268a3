import type { DataColumn } from '#components/data-table/data-column.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { formatBytes, shortenId } from '#lib/format.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'

/** Columns of the logs. */
export const MESSAGE_COLUMNS: readonly DataColumn<MessageItem>[] = [
  {
    id: 'type',
    header: 'Event type',
    width: 'minmax(180px,2fr)',
    card: 'lead',
    cell: (row) => (
      <span className="mono flex items-center gap-2">
        <StatusGlyph kind="received" size="xs" />
        <span className="truncate font-medium">{row.eventType}</span>
      </span>
    ),
  },
  {
    id: 'id',
    header: 'Message',
    width: 'minmax(112px,1fr)',
    card: 'start',
    cell: (row) => <span className="mono text-ink-3">{shortenId(row.id)}</span>,
  },
  {
    id: 'event',
    header: 'Event id',
    width: 'minmax(96px,1fr)',
    isSecondary: true,
    card: 'none',
    cell: (row) => <span className="mono block truncate text-ink-3">{row.eventId ?? '–'}</span>,
  },
  {
    id: 'tags',
    header: 'Tags',
    width: 'minmax(120px,1.6fr)',
    card: 'full',
    cell: (row) =>
      row.matchTags.length === 0 ? (
        <span className="text-ink-3">–</span>
      ) : (
        <TagList tags={row.matchTags.map(({ tag }) => tag)} limit={2} />
      ),
  },
  {
    id: 'size',
    header: 'Size',
    width: '72px',
    align: 'end',
    isSecondary: true,
    card: 'none',
    cell: (row) => formatBytes(row.size),
  },
  {
    id: 'time',
    header: 'Time',
    width: '80px',
    align: 'end',
    card: 'aside',
    cell: (row) => <RelativeTime at={row.timestamp} show="clock" className="text-ink-2" />,
  },
]
