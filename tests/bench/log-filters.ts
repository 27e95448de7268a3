import type { LogFilters } from '#lib/queries/logged-messages.ts'

const WEEK_MS = 7 * 86_400_000

/** What the log is asked for: common and rare, one filter and two. */
export const LOG_FILTERS: Readonly<Record<string, Partial<LogFilters>>> = {
  'first page': {},
  'by type': { eventType: 'group1.type11' },
  'by status': { status: 'failure' },
  'by a status that none has': { status: 'cancelled' },
  'by status class': { code: '4' },
  'by error': { error: 'timeout' },
  'by company': { company: 'firm-77' },
  'by tag': { tag: 'region:uk' },
  'by a tag that none has': { tag: 'region:none' },
  'by label': { label: 'none' },
  'by consumer': { consumer: 'bench-77' },
  'by consumer and status': { consumer: 'bench-77', status: 'failure' },
  'by text': { text: '"id":4242,' },
  'by a text that none has': { text: 'nowhere to be found' },
  'of an hour a week ago': {
    from: new Date(Date.now() - WEEK_MS).toISOString(),
    to: new Date(Date.now() - WEEK_MS + 3_600_000).toISOString(),
  },
  'of a day, by error': { since: '24', error: 'dns' },
  scheduled: { view: 'scheduled' },
}
