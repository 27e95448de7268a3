import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ActivityRange, ActivityView } from '#lib/domain/activity/schemas.ts'
import type { DeliveryTerms } from '#lib/domain/consumers/schemas.ts'
import type { FilterPreview } from '#lib/domain/filters/schemas.ts'
import type { RateLimitStatus, RatePreview } from '#lib/domain/rate-limits/schemas.ts'
import type { TaskPreview } from '#lib/domain/tasks/schemas.ts'
import type { UrlCheck } from '#lib/domain/tls/schemas.ts'
import { filledIn } from './filled-in.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { consumerSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { DeliveryTerms } from '#lib/domain/consumers/schemas.ts'
export type { RateLimitStatus, RatePreview } from '#lib/domain/rate-limits/schemas.ts'
export type ActivityTotals = ActivityView['totals']

export type ConsumerFilters = {
  readonly search: string
  readonly state: string
  readonly eventType: string
  readonly tag: string
  /** Column, with `-` before it from the end; empty: newest first. */
  readonly sort: string
}

export const NO_CONSUMER_FILTERS: ConsumerFilters = { search: '', state: '', eventType: '', tag: '', sort: '' }

function base(instanceId: string): string {
  return `/api/v1/app/${instanceId}/endpoint`
}

/** Which consumers the list shows, in whatever order, without what is empty. */
export function filterOf({ search, state, eventType, tag }: ConsumerFilters): Record<string, string> {
  return filledIn({ search, state, eventType, tag })
}

/** The query string of the list. */
export function consumerSearch(filters: ConsumerFilters, iterator: string | null): Record<string, string> {
  const { sort } = filters
  const order = sort === '' || sort.startsWith('-') ? 'descending' : 'ascending'
  const paging = { limit: '50', with_stats: 'true', order, sort: sort.replace('-', ''), iterator: iterator ?? '' }
  return { ...filterOf(filters), ...filledIn(paging) }
}

/** Keys and readers of everything about consumers. Keys live only here. */
export const consumerQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'consumers'] as const,
  list: (instanceId: string, filters: ConsumerFilters) =>
    infiniteQueryOptions({
      queryKey: [...consumerQueries.key(instanceId), 'list', filters],
      queryFn: ({ pageParam, signal }) =>
        requestJson(
          pageOf(consumerSchema),
          `${base(instanceId)}?${new URLSearchParams(consumerSearch(filters, pageParam))}`,
          { signal },
        ),
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
  one: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId],
      queryFn: ({ signal }) => requestJson(consumerSchema, `${base(instanceId)}/${consumerId}`, { signal }),
    }),
  terms: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'terms'],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<DeliveryTerms>(), `${base(instanceId)}/${consumerId}/terms`, { signal }),
    }),
  activity: (instanceId: string, consumerId: string, range: ActivityRange) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'activity', range],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<ActivityView>(), `${base(instanceId)}/${consumerId}/activity?range=${range}`, { signal }),
      placeholderData: keepPreviousData,
    }),
  queue: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'queue'],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<RateLimitStatus>(), `${base(instanceId)}/${consumerId}/rate-limit-status`, { signal }),
    }),
  preview: (instanceId: string, filter: { eventTypes: readonly string[]; tags: readonly string[] }) =>
    queryOptions({
      queryKey: ['instance', instanceId, 'filter-preview', filter],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<FilterPreview>(), `/api/v1/app/${instanceId}/filter-preview`, {
          method: 'POST',
          body: filter,
          signal,
        }),
    }),
  ratePreview: (
    instanceId: string,
    input: { eventTypes: readonly string[]; tags: readonly string[]; rate: number | null },
  ) =>
    queryOptions({
      queryKey: ['instance', instanceId, 'rate-preview', input],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<RatePreview>(), `/api/v1/app/${instanceId}/rate-preview`, {
          method: 'POST',
          body: input,
          signal,
        }),
      staleTime: 60_000,
    }),
  urlCheck: (instanceId: string, url: string) =>
    queryOptions({
      queryKey: ['instance', instanceId, 'url-check', url],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<UrlCheck>(), `/api/v1/app/${instanceId}/url-check`, {
          method: 'POST',
          body: { url },
          signal,
        }),
      staleTime: 60_000,
      retry: false,
    }),
  replay: (instanceId: string, consumerId: string, kind: ReplayKind, since: string) =>
    infiniteQueryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'replay-preview', kind, since],
      queryFn: ({ pageParam: iterator, signal }) =>
        requestJson(z.trusted<TaskPreview>(), `${base(instanceId)}/${consumerId}/task-preview`, {
          method: 'POST',
          body: { kind: kind === 'recover' ? 'recover' : 'replay_missing', since, iterator },
          signal,
        }),
      initialPageParam: firstPage(),
      getNextPageParam: ({ iterator }) => iterator,
      staleTime: 5000,
    }),
  headers: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...consumerQueries.key(instanceId), consumerId, 'headers'],
      queryFn: ({ signal }) =>
        requestJson(customHeadersSchema, `${base(instanceId)}/${consumerId}/headers`, { signal }),
    }),
}

const customHeadersSchema = z.object({
  headers: z.record(z.string(), z.string()),
  sensitive: z.array(z.string()).default([]),
})

export type ConsumerFields = {
  readonly url: string
  readonly description: string
  readonly eventTypes: readonly string[] | null
  readonly channels: readonly string[] | null
  readonly throttleRate: number | null
}

export function createConsumer(instanceId: string, fields: ConsumerFields) {
  return requestJson(consumerSchema, base(instanceId), { method: 'POST', body: withBothNames(fields) })
}

export type ConsumerChange = Partial<ConsumerFields> & {
  readonly disabled?: boolean
  readonly paused?: boolean
  readonly uid?: string | null
  readonly metadata?: Record<string, string>
}

export function updateConsumer(instanceId: string, consumerId: string, change: ConsumerChange) {
  return requestJson(consumerSchema, `${base(instanceId)}/${consumerId}`, {
    method: 'PATCH',
    body: withBothNames(change),
  })
}

/** The API takes the words of both SDK generations; these are the ones it documents today. */
function withBothNames({ eventTypes, throttleRate, ...rest }: ConsumerChange) {
  return {
    ...rest,
    ...(eventTypes === undefined ? {} : { filterTypes: eventTypes }),
    ...(throttleRate === undefined ? {} : { rateLimit: throttleRate }),
  }
}

export function deleteConsumer(instanceId: string, consumerId: string) {
  return requestJson(z.unknown(), `${base(instanceId)}/${consumerId}`, { method: 'DELETE' })
}

/** The signing secret, on demand only: it is never part of a cached query. */
export async function revealSecret(instanceId: string, consumerId: string): Promise<string> {
  const { key } = await requestJson(z.object({ key: z.string() }), `${base(instanceId)}/${consumerId}/secret`)
  return key
}

export function rotateSecret(instanceId: string, consumerId: string) {
  return requestJson(z.unknown(), `${base(instanceId)}/${consumerId}/secret/rotate`, { method: 'POST', body: {} })
}

/** Sets headers, and removes those with null; the values of `sensitive` ones only show as set afterwards. */
export function patchHeaders(
  instanceId: string,
  consumerId: string,
  headers: Record<string, string | null>,
  sensitive: readonly string[] = [],
) {
  const body = { headers, sensitive }
  return requestJson(z.unknown(), `${base(instanceId)}/${consumerId}/headers`, { method: 'PATCH', body })
}

export function sendExample(instanceId: string, consumerId: string, eventType: string, payload: unknown) {
  return requestJson(z.object({ id: z.string() }), `${base(instanceId)}/${consumerId}/send-example`, {
    method: 'POST',
    body: { eventType, payload },
  })
}

export type ReplayKind = 'recover' | 'replay-missing'

const taskSchema = z.object({ id: z.string(), status: z.string() })

/**
 * Starts a recover or a replay of what was missed since an instant; it goes on in the background.
 * @param expected what its preview came to, where that counted all
 */
export function startReplay(
  instanceId: string,
  consumerId: string,
  kind: ReplayKind,
  { since, expected }: { since: string; expected?: number | undefined },
) {
  const body = { since, expected }
  return requestJson(taskSchema, `${base(instanceId)}/${consumerId}/${kind}`, { method: 'POST', body })
}
