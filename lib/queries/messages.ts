import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { WhyNotCounts } from '#lib/domain/deliveries/schemas.ts'
import { filledIn } from './filled-in.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { createdMessageSchema, deliverySchema, messageSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

export const messageQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'messages'] as const,
  one: (instanceId: string, messageId: string) =>
    queryOptions({
      queryKey: [...messageQueries.key(instanceId), messageId],
      queryFn: ({ signal }) => requestJson(messageSchema, `/api/v1/app/${instanceId}/msg/${messageId}`, { signal }),
      staleTime: 60_000,
    }),
  raw: (instanceId: string, messageId: string) =>
    queryOptions({
      queryKey: [...messageQueries.key(instanceId), messageId, 'raw'],
      queryFn: () => readRawBody(instanceId, messageId),
      staleTime: 60_000,
    }),
  whyNot: (instanceId: string, messageId: string, consumerId: string) =>
    queryOptions({
      queryKey: [...messageQueries.key(instanceId), messageId, 'why-not', consumerId],
      queryFn: ({ signal }) =>
        requestJson(explanationSchema, `/api/v1/app/${instanceId}/msg/${messageId}/endpoint/${consumerId}/why-not`, {
          signal,
        }),
    }),
  /** How many did not get it, by reason. */
  missed: (instanceId: string, messageId: string) =>
    queryOptions({
      queryKey: [...messageQueries.key(instanceId), messageId, 'missed'],
      queryFn: ({ signal }) =>
        requestJson(z.trusted<WhyNotCounts>(), `/api/v1/app/${instanceId}/msg/${messageId}/why-not`, { signal }),
      staleTime: 10_000,
    }),
  /** Its consumers, some at a time: a message may go to thousands. */
  deliveries: (instanceId: string, messageId: string) =>
    infiniteQueryOptions({
      queryKey: [...messageQueries.key(instanceId), messageId, 'deliveries'],
      queryFn: ({ pageParam, signal }) => readDeliveries(instanceId, messageId, DELIVERIES_SHOWN, pageParam, signal),
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
}

/** With a full schedule each, all their attempts fit into one answer. */
export const DELIVERIES_SHOWN = 30

/** One page of the consumers of a message, each with its delivery. */
export function readDeliveries(
  instanceId: string,
  messageId: string,
  limit: number,
  iterator: string | null,
  signal?: AbortSignal,
) {
  const query = new URLSearchParams(filledIn({ limit: String(limit), iterator: iterator ?? '' }))
  return requestJson(pageOf(deliverySchema), `/api/v1/app/${instanceId}/msg/${messageId}/endpoint?${query}`, { signal })
}

const explanationSchema = z.object({
  reason: z.string(),
  sentence: z.string(),
  consumerEventTypes: z.array(z.string()).nullable(),
  consumerTags: z.array(z.string()),
  messageTags: z.array(z.string()),
})

export type { WhyNotReason } from '#lib/domain/deliveries/schemas.ts'

export type NewMessage = {
  readonly eventType: string
  readonly payload: unknown
  readonly channels?: readonly string[]
}

export function createMessage(instanceId: string, message: NewMessage) {
  return requestJson(createdMessageSchema, `/api/v1/app/${instanceId}/msg`, { method: 'POST', body: message })
}

/** The exact text that consumers get. */
export async function readRawBody(instanceId: string, messageId: string): Promise<string> {
  const { payload } = await requestJson(
    z.object({ payload: z.string() }),
    `/api/v1/app/${instanceId}/msg/${messageId}/raw`,
  )
  return payload
}

export function expungeMessage(instanceId: string, messageId: string) {
  return requestJson(z.unknown(), `/api/v1/app/${instanceId}/msg/${messageId}/content`, { method: 'DELETE' })
}

/** The newest messages of an instance, for pickers. */
export function recentMessagesQuery(instanceId: string) {
  return queryOptions({
    queryKey: [...messageQueries.key(instanceId), 'recent'],
    queryFn: ({ signal }) =>
      requestJson(
        pageOf(messageSchema.pick({ id: true, eventType: true, timestamp: true })),
        `/api/v1/app/${instanceId}/msg?limit=30&with_content=false`,
        { signal },
      ),
    staleTime: 10_000,
  })
}
