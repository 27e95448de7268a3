import { z } from 'zod'
import { messageViewSchema } from '../messages/schemas.ts'
import { eventTypeNameSchema, instantSchema, pageQuerySchema, queryFlagSchema, queryList } from '../schemas.ts'

export const deliveryStatusSchema = z.enum(['success', 'scheduled', 'sending', 'attempting', 'failure', 'cancelled'])
export type DeliveryStatus = z.output<typeof deliveryStatusSchema>

export const attemptOutcomeSchema = z.enum(['success', 'failed', 'exhausted', 'cancelled', 'skipped'])
export type AttemptOutcome = z.output<typeof attemptOutcomeSchema>

export const attemptViewSchema = z.object({
  id: z.string(),
  messageId: z.string(),
  consumerId: z.string(),
  eventType: z.string(),
  /** Which try of the delivery, from 1; 0 for a skip. */
  n: z.int(),
  at: z.iso.datetime(),
  trigger: z.enum(['scheduled', 'manual', 'test', 'replay']),
  outcome: attemptOutcomeSchema,
  statusCode: z.int().nullable(),
  errorKind: z.string().nullable(),
  errorDetail: z.string().nullable(),
  durationMs: z.int(),
  /** Milliseconds; null where a phase did not happen. */
  timings: z.object({
    dns: z.int().nullable(),
    connect: z.int().nullable(),
    tls: z.int().nullable(),
    firstByte: z.int().nullable(),
  }),
  reusedConnection: z.boolean(),
  remoteAddress: z.string().nullable(),
  tlsVersion: z.string().nullable(),
  method: z.string(),
  url: z.string(),
  requestHeaders: z.record(z.string(), z.string()).nullable(),
  signature: z.string(),
  requestBody: z.string().nullable(),
  responseHeaders: z.record(z.string(), z.string()).nullable(),
  responseBody: z.string().nullable(),
  nextAt: z.iso.datetime().nullable(),
})
export type AttemptView = z.output<typeof attemptViewSchema>

export const deliveryViewSchema = z.object({
  messageId: z.string(),
  consumerId: z.string(),
  status: deliveryStatusSchema,
  attempts: z.int(),
  lastAttemptAt: z.iso.datetime().nullable(),
  /** When the next try is due, if one is queued. */
  nextAttemptAt: z.iso.datetime().nullable(),
})
export type DeliveryView = z.output<typeof deliveryViewSchema>

const text = z.string().min(1).max(256).optional()

/** Query string of the log and of its export: filters that all have to hold. */
export const deliveryLogQuerySchema = pageQuerySchema.extend({
  /** A message id or event id. */
  id: text,
  eventTypes: queryList(eventTypeNameSchema).optional(),
  statuses: queryList(deliveryStatusSchema).optional(),
  errorKind: text,
  /** 4: an attempt was answered 400–499. */
  statusClass: z.coerce.number().int().min(1).max(5).optional(),
  tag: text,
  label: text,
  company: text,
  consumer: text,
  source: text,
  text,
  before: instantSchema.optional(),
  after: instantSchema.optional(),
  isScheduled: queryFlagSchema.transform((isOn) => isOn || undefined).optional(),
  withBody: queryFlagSchema.optional(),
})

/** A message with how many of its deliveries have each status. */
export const deliveryLogEntrySchema = z.object({
  message: messageViewSchema,
  deliveries: z.partialRecord(deliveryStatusSchema, z.int()),
})
export type MessageLogEntry = z.output<typeof deliveryLogEntrySchema>

/** Reasons for which a consumer has no delivery of a message. */
export const whyNotReasonSchema = z.enum([
  'event_type',
  'tags',
  'disabled',
  'created_later',
  'deleted',
  'inbox',
  'test_of_another',
  'removed',
])
export type WhyNotReason = z.output<typeof whyNotReasonSchema>

export const whyNotCountsSchema = z.object({
  /** All that did not get it. */
  consumers: z.int(),
  reasons: z.array(z.object({ reason: whyNotReasonSchema, consumers: z.int() })),
})
export type WhyNotCounts = z.output<typeof whyNotCountsSchema>
