import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { filledIn } from './filled-in.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { attemptSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type AttemptFilters = {
  readonly status: string
  readonly eventType: string
  /** Class of the answer: `400`; `0` for none. */
  readonly codes?: string
  readonly tag?: string
  /** Hours back; empty for all. */
  readonly since?: string
}

export const attemptQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'attempts'] as const,
  ofConsumer: (instanceId: string, consumerId: string, filters: AttemptFilters) =>
    infiniteQueryOptions({
      queryKey: [...attemptQueries.key(instanceId), 'consumer', consumerId, filters],
      queryFn: ({ pageParam, signal }) => {
        const fields = {
          limit: '50',
          expanded_statuses: 'true',
          status: filters.status,
          event_types: filters.eventType,
          status_code_class: filters.codes ?? '',
          channel: filters.tag ?? '',
          after: filters.since ? new Date(Date.now() - Number(filters.since) * 3_600_000).toISOString() : '',
          iterator: pageParam ?? '',
        }
        const query = new URLSearchParams(filledIn(fields))
        const path = `/api/v1/app/${instanceId}/attempt/endpoint/${consumerId}?${query}`
        return requestJson(pageOf(attemptSchema), path, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
  last: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), 'consumer', consumerId, 'last'],
      queryFn: ({ signal }) => readNewest(instanceId, consumerId, '', signal),
    }),
  lastFailure: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), 'consumer', consumerId, 'last-failure'],
      queryFn: ({ signal }) => readNewest(instanceId, consumerId, '&status=2', signal),
    }),
  ofMessage: (instanceId: string, messageId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), 'message', messageId],
      queryFn: ({ signal }) =>
        requestJson(pageOf(attemptSchema), `/api/v1/app/${instanceId}/attempt/msg/${messageId}?limit=250`, { signal }),
    }),
  ofDelivery: (instanceId: string, messageId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), 'message', messageId, consumerId],
      queryFn: ({ signal }) => {
        const query = new URLSearchParams({ limit: '250', endpoint_id: consumerId })
        return requestJson(pageOf(attemptSchema), `/api/v1/app/${instanceId}/attempt/msg/${messageId}?${query}`, {
          signal,
        })
      },
    }),
  one: (instanceId: string, messageId: string, attemptId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), messageId, attemptId],
      queryFn: ({ signal }) =>
        requestJson(attemptSchema, `/api/v1/app/${instanceId}/msg/${messageId}/attempt/${attemptId}`, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

async function readNewest(instanceId: string, consumerId: string, filter: string, signal: AbortSignal) {
  const path = `/api/v1/app/${instanceId}/attempt/endpoint/${consumerId}?limit=1${filter}`
  const { data } = await requestJson(pageOf(attemptSchema), path, { signal })
  return data[0] ?? null
}

/** Sends one message to one consumer again, at once. */
export function resend(instanceId: string, messageId: string, consumerId: string) {
  const path = `/api/v1/app/${instanceId}/msg/${messageId}/endpoint/${consumerId}/resend`
  return requestJson(z.unknown(), path, { method: 'POST', body: {} })
}

/** Takes what still waits for a consumer out of its queue: one message, or all. Answers how many. */
export function cancelQueued(instanceId: string, consumerId: string, messageId: string | null) {
  const query = messageId === null ? '' : `?${new URLSearchParams({ message: messageId })}`
  const path = `/api/v1/app/${instanceId}/endpoint/${consumerId}/queue${query}`
  return requestJson(z.object({ count: z.int() }), path, { method: 'DELETE' })
}
