import { z } from 'zod'

export const LIVE_KINDS = ['received', 'sent', 'failed', 'retried', 'cancelled', 'rejected'] as const
export const liveKindSchema = z.enum(LIVE_KINDS)
export type LiveKind = z.output<typeof liveKindSchema>

/** One line of the live log. */
export const liveEventSchema = z.object({
  /** Id of the message, attempt or rejected request that it tells of. */
  id: z.string(),
  kind: liveKindSchema,
  at: z.iso.datetime(),
  eventType: z.string().nullable(),
  messageId: z.string().nullable(),
  /** Where it came from (received, rejected) or went to (attempts). */
  party: z.object({ kind: z.enum(['consumer', 'source', 'api']), id: z.string().nullable(), name: z.string() }),
  tags: z.array(z.string()),
  company: z.string().nullable(),
  /** Of a received message: how many consumers take it. */
  consumers: z.int().nullable(),
  statusCode: z.int().nullable(),
  errorKind: z.string().nullable(),
  detail: z.string().nullable(),
  /** 1 for the first try of a delivery. */
  attempt: z.int().nullable(),
  /** Tries that the schedule allows. */
  attempts: z.int().nullable(),
  /** Milliseconds of an attempt. */
  ms: z.int().nullable(),
  /** Bytes of a body that came in. */
  size: z.int().nullable(),
})
export type LiveEvent = z.output<typeof liveEventSchema>
