import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { TransformationVersionView, TransformationView, TrialView } from '#lib/domain/transformations/schemas.ts'
import { consumerQueries } from './consumers.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { TrialView } from '#lib/domain/transformations/schemas.ts'

function base(instanceId: string, consumerId: string): string {
  return `/api/v1/app/${instanceId}/endpoint/${consumerId}/transformation`
}

/** The code that changes events on their way to a consumer. */
export const transformationQueries = {
  key: (instanceId: string, consumerId: string) =>
    [...consumerQueries.key(instanceId), consumerId, 'transformation'] as const,
  current: (instanceId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...transformationQueries.key(instanceId, consumerId), 'current'],
      queryFn: ({ signal }) => requestJson(z.trusted<TransformationView>(), base(instanceId, consumerId), { signal }),
    }),
  versions: (instanceId: string, consumerId: string) =>
    infiniteQueryOptions({
      queryKey: [...transformationQueries.key(instanceId, consumerId), 'versions'],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({ limit: '20', ...(pageParam === null ? {} : { iterator: pageParam }) })
        const path = `${base(instanceId, consumerId)}/version?${query}`
        return requestJson(pageOf(z.trusted<TransformationVersionView>()), path, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
}

/** Code becomes a new version; null removes it. Switching on and off leaves the code as it is. */
export function saveTransformation(
  instanceId: string,
  consumerId: string,
  patch: { readonly code?: string | null; readonly enabled?: boolean },
) {
  return requestJson(z.unknown(), base(instanceId, consumerId), { method: 'PATCH', body: patch })
}

export function rollBackTransformation(instanceId: string, consumerId: string, version: number) {
  return requestJson(z.unknown(), `${base(instanceId, consumerId)}/roll-back`, { method: 'POST', body: { version } })
}

export type TrialEvent =
  | { readonly messageId: string }
  | { readonly eventType: string; readonly payload: unknown; readonly tags?: readonly string[] }

/** Runs code on an event without sending anything: before, after, console and error. */
export function tryTransformation(instanceId: string, consumerId: string, code: string, event: TrialEvent) {
  return requestJson(z.trusted<TrialView>(), `${base(instanceId, consumerId)}/try`, {
    method: 'POST',
    body: { code, ...event },
  })
}
