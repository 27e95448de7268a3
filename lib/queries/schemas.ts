import { z } from 'zod'

/** Shapes of the API's answers as the dashboard reads them: what it shows, no more. */

export function pageOf<S extends z.ZodType>(item: S) {
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
  disabledAt: optionalText,
  failingSince: optionalText,
  lastFailureAt: optionalText,
  lastSuccessAt: optionalText,
  clientCertificateExpiresAt: optionalText,
  transformationEnabled: z.boolean().default(false),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type ConsumerItem = z.output<typeof consumerSchema>

export const statsSchema = z.object({
  success: z.number(),
  pending: z.number(),
  sending: z.number(),
  fail: z.number(),
  canceled: z.number().default(0),
})
export type DeliveryStats = z.output<typeof statsSchema>

const headerListSchema = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .nullish()
  .transform((list) => list ?? [])

export const attemptSchema = z.object({
  id: z.string(),
  msgId: z.string(),
  endpointId: z.string(),
  url: z.string(),
  timestamp: z.string(),
  /** Of the delivery: 0 success, 1 pending, 2 failed, 3 sending, 4 cancelled. */
  status: z.int(),
  triggerType: z.int().default(0),
  responseStatusCode: z.number(),
  responseDurationMs: z.number(),
  response: z.string().default(''),
  eventType: optionalText,
  attempt: optionalNumber,
  outcome: optionalText,
  trigger: optionalText,
  errorKind: optionalText,
  errorDetail: optionalText,
  nextAttempt: optionalText,
  timings: z
    .object({ dns: optionalNumber, connect: optionalNumber, tls: optionalNumber, firstByte: optionalNumber })
    .nullish()
    .transform((timings) => timings ?? null),
  remoteAddress: optionalText,
  tlsVersion: optionalText,
  method: optionalText,
  requestHeaders: headerListSchema,
  requestBody: optionalText,
  responseHeaders: headerListSchema,
})
export type AttemptItem = z.output<typeof attemptSchema>

export const messageSchema = z.object({
  id: z.string(),
  eventId: optionalText,
  eventType: z.string(),
  timestamp: z.string(),
  channels: z
    .array(z.string())
    .nullish()
    .transform((tags) => tags ?? []),
  tags: z
    .array(z.string())
    .nullish()
    .transform((labels) => labels ?? []),
  payload: z.unknown(),
  deliverAt: optionalText,
  company: optionalText,
  size: optionalNumber,
})
export type MessageItem = z.output<typeof messageSchema>

export const deliverySchema = consumerSchema.pick({ id: true, url: true, description: true }).extend({
  status: z.int(),
  nextAttempt: optionalText,
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
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type EventTypeItem = z.output<typeof eventTypeSchema>
