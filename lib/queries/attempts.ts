import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { requestJson } from './request-json.ts'
import { attemptSchema, pageOf } from './schemas.ts'

export type AttemptFilters = { readonly status: string; readonly eventType: string }

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
          iterator: pageParam ?? '',
        }
        const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
        const path = `/api/v1/app/${instanceId}/attempt/endpoint/${consumerId}?${query}`
        return requestJson(pageOf(attemptSchema), path, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: (last) => (last.done ? null : last.iterator),
    }),
  ofMessage: (instanceId: string, messageId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), 'message', messageId],
      queryFn: ({ signal }) =>
        requestJson(pageOf(attemptSchema), `/api/v1/app/${instanceId}/attempt/msg/${messageId}?limit=250`, { signal }),
    }),
  one: (instanceId: string, messageId: string, attemptId: string) =>
    queryOptions({
      queryKey: [...attemptQueries.key(instanceId), messageId, attemptId],
      queryFn: ({ signal }) =>
        requestJson(attemptSchema, `/api/v1/app/${instanceId}/msg/${messageId}/attempt/${attemptId}`, { signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

function firstPage(): string | null {
  return null
}

/** Sends one message to one consumer again, at once. */
export function resend(instanceId: string, messageId: string, consumerId: string) {
  const path = `/api/v1/app/${instanceId}/msg/${messageId}/endpoint/${consumerId}/resend`
  return requestJson(z.unknown(), path, { method: 'POST', body: {} })
}
