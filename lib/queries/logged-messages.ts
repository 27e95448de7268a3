import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { filledIn } from './filled-in.ts'
import { messageQueries } from './messages.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { messageSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

/** A message in a list, with how many of its deliveries are in which status. */
export const loggedMessageSchema = z.object({
  message: messageSchema.omit({ timestamp: true, payload: true }).extend({ createdAt: z.string() }),
  deliveries: z.record(z.string(), z.number()),
})
export type LoggedMessage = z.output<typeof loggedMessageSchema>

/** Of a filter that matches rarely a page is what one bounded search found: maybe nothing, while there is more. */
export const logPageSchema = pageOf(loggedMessageSchema).extend({
  searched: z.number(),
  searchedTo: z.string().nullable(),
})

export const NO_LOG_FILTERS = {
  text: '',
  id: '',
  eventType: '',
  status: '',
  code: '',
  error: '',
  company: '',
  tag: '',
  label: '',
  consumer: '',
  source: '',
  /** Hours back from now, or `from` and `to` as ISO times. */
  since: '',
  from: '',
  to: '',
  /** `scheduled`: only what is to be sent later. */
  view: '',
}
export type LogFilters = Readonly<Record<keyof typeof NO_LOG_FILTERS, string>>

const MESSAGE_ID = /^msg_[0-9a-z]{26}$/

/** The query string of the log and of its export, without what is empty. */
export function logSearch(filters: LogFilters, iterator: string | null = null): Record<string, string> {
  const { text, eventType, status, code, error, since, from, to, view, id, ...same } = filters
  const isId = MESSAGE_ID.test(text)
  const fields = {
    ...same,
    id: isId ? text : id,
    text: isId ? '' : text,
    eventTypes: eventType,
    statuses: status,
    statusClass: code,
    errorKind: error,
    after: since === '' ? from : new Date(Date.now() - Number(since) * 3_600_000).toISOString(),
    before: to,
    isScheduled: view === 'scheduled' ? 'true' : '',
    iterator: iterator ?? '',
  }
  return filledIn(fields)
}

function path(instanceId: string): string {
  return `/api/v1/app/${instanceId}/delivery`
}

export const logQueries = {
  list: (instanceId: string, filters: LogFilters) =>
    infiniteQueryOptions({
      queryKey: [...messageQueries.key(instanceId), 'log', filters],
      queryFn: ({ pageParam, signal }) =>
        requestJson(logPageSchema, `${path(instanceId)}?${new URLSearchParams(logSearch(filters, pageParam))}`, {
          signal,
        }),
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
  /** The newest page alone, asked again and again: what is new, and what became of the rows that are shown. */
  head: (instanceId: string, filters: LogFilters) =>
    queryOptions({
      queryKey: [...messageQueries.key(instanceId), 'log-head', filters],
      queryFn: ({ signal }) =>
        requestJson(logPageSchema, `${path(instanceId)}?${new URLSearchParams(logSearch(filters))}`, { signal }),
    }),
}

/** Address of the log as a file, with the same filters. */
export function logExportUrl(instanceId: string, filters: LogFilters, format: 'ndjson' | 'csv'): string {
  const withBody = String(format === 'ndjson')
  return `${path(instanceId)}/export?${new URLSearchParams({ ...logSearch(filters), withBody, format })}`
}
