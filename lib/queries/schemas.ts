import type { ConsumerStats } from '#lib/domain/consumers/schemas.ts'
import * as z from './shape.ts'

/** Shapes of the API's answers as the dashboard reads them: what it shows, no more. */

export function pageOf<T>(item: z.Shape<T>) {
  return z.object({
    data: z.array(item),
    iterator: z.string().nullable(),
    prevIterator: z.string().nullish(),
    done: z.boolean(),
  })
}

export type ListPage<T> = { data: T[]; iterator: string | null; prevIterator?: string | null; done: boolean }

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? null)
const optionalNumber = z
  .number()
  .nullish()
  .transform((value) => value ?? null)

export const instanceSchema = z.object({ id: z.string(), name: z.string(), uid: optionalText })
export type InstanceItem = z.output<typeof instanceSchema>

export const consumerSchema = z.object({
  id: z.string(),
  uid: optionalText,
  url: z.string(),
  description: z.string(),
  disabled: z.boolean().default(false),
  paused: z.boolean().default(false),
  eventTypes: z
    .array(z.string())
    .nullish()
    .transform((types) => types ?? []),
  channels: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
  throttleRate: optionalNumber,
  metadata: z.record(z.string(), z.string()).default({}),
  disabledReason: optionalText,
  disabledBy: optionalText,
  disabledAt: optionalText,
  failingSince: optionalText,
  lastFailureAt: optionalText,
  lastSuccessAt: optionalText,
  behindSince: optionalText,
  slowSince: optionalText,
  clientCertificateExpiresAt: optionalText,
  hasServerCa: z.boolean().default(false),
  transformationEnabled: z.boolean().default(false),
  /** Only in lists that ask for them. */
  stats: z.trusted<ConsumerStats>().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ConsumerItem = z.output<typeof consumerSchema>

const headerListSchema = z
  .record(z.string(), z.string())
  .nullish()
  .transform((headers) => Object.entries(headers ?? {}).map(([name, value]) => ({ name, value })))

export const attemptSchema = z.object({
  id: z.string(),
  msgId: z.string(),
  endpointId: z.string(),
  eventType: z.string(),
  url: z.string(),
  timestamp: z.string(),
  /** Which try of the delivery, from 1; 0 for one that was skipped. */
  n: z.int(),
  trigger: z.enum(['scheduled', 'manual', 'test', 'replay']),
  /** `failed`: more are planned; `exhausted`: it was the last one. */
  outcome: z.enum(['success', 'failed', 'exhausted', 'cancelled', 'skipped']),
  statusCode: optionalNumber,
  errorKind: optionalText,
  errorDetail: optionalText,
  durationMs: z.number(),
  timings: z.object({ dns: optionalNumber, connect: optionalNumber, tls: optionalNumber, firstByte: optionalNumber }),
  reusedConnection: z.boolean(),
  remoteAddress: optionalText,
  tlsVersion: optionalText,
  method: z.string(),
  signature: z.string(),
  requestHeaders: headerListSchema,
  requestBody: optionalText,
  responseHeaders: headerListSchema,
  response: z.string().default(''),
  nextAt: optionalText,
})
export type AttemptItem = z.output<typeof attemptSchema>

export const messageSchema = z.object({
  id: z.string(),
  eventId: optionalText,
  eventType: z.string(),
  timestamp: z.string(),
  /** What consumers' filters are matched with, and where each came from. */
  matchTags: z.array(z.object({ tag: z.string(), origin: z.enum(['create', 'payload', 'company']) })),
  labels: z.array(z.string()),
  payload: z.unknown(),
  deliverAt: optionalText,
  keptUntil: optionalText,
  company: optionalText,
  sourceId: optionalText,
  size: z.number(),
  isTest: z.boolean(),
})
export type MessageItem = z.output<typeof messageSchema>

export const createdMessageSchema = messageSchema.pick({ id: true, eventType: true })

export const deliverySchema = consumerSchema.pick({ id: true, url: true, description: true, paused: true }).extend({
  status: z.int(),
  nextAttempt: optionalText,
  delivery: z.object({ attempts: z.int(), status: z.string() }),
})
export type DeliveryItem = z.output<typeof deliverySchema>

export const eventTypeSchema = z.object({
  name: z.string(),
  description: z.string(),
  groupName: optionalText,
  deprecated: z.boolean().default(false),
  archived: z.boolean().default(false),
  discovered: z.boolean().default(false),
  schemas: z
    .record(z.string(), z.json())
    .nullish()
    .transform((schemas) => schemas ?? null),
  example: z.json().optional(),
  /** Seconds before each attempt; empty: the instance's schedule. */
  retrySchedule: z.array(z.int()).default([]),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type EventTypeItem = z.output<typeof eventTypeSchema>
