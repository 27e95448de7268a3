import type { MessageLogEntry } from '#lib/domain/deliveries/schemas.ts'

/** How a log is written as a file: its type, its first line, and each message. */
export interface LogFormat {
  readonly contentType: string
  readonly head: string
  readonly line: (entry: MessageLogEntry) => string
}

const STATUSES = ['success', 'attempting', 'sending', 'scheduled', 'failure', 'cancelled'] as const
const COLUMNS = ['id', 'createdAt', 'eventType', 'eventId', 'company', 'tags', 'labels', 'source', 'size', ...STATUSES]

export const LOG_FORMATS: Readonly<Record<'ndjson' | 'csv', LogFormat>> = {
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: ({ message, deliveries }) => `${JSON.stringify({ ...message, deliveries })}\n`,
  },
  csv: {
    contentType: 'text/csv; charset=utf-8',
    head: `${COLUMNS.join(',')}\r\n`,
    line: ({ message, deliveries }) => `${cells(message, deliveries).map(cell).join(',')}\r\n`,
  },
}

function cells(message: MessageLogEntry['message'], deliveries: MessageLogEntry['deliveries']): (string | number)[] {
  const { id, createdAt, eventType, eventId, company, matchTags, labels, sourceId, size } = message
  const tags = matchTags.map(({ tag }) => tag).join(' ')
  const about = [id, createdAt, eventType, eventId ?? '', company ?? '', tags, labels.join(' '), sourceId ?? '', size]
  return [...about, ...STATUSES.map((status) => deliveries[status] ?? 0)]
}

// A spreadsheet runs a cell that begins like a formula: what senders wrote must stay text.
function cell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
