import { z } from 'zod'

const messageRowSchema = z.object({
  table: z.literal('message'),
  id: z.string(),
  eventType: z.string(),
  tags: z.array(z.string()),
  company: z.string().nullable(),
  sourceId: z.string().nullable(),
  sourceName: z.string().nullable(),
  size: z.number(),
  consumers: z.number(),
})

const attemptRowSchema = z.object({
  table: z.literal('attempt'),
  id: z.string(),
  at: z.date(),
  messageId: z.string(),
  consumerId: z.string().nullable(),
  consumerName: z.string().nullable(),
  eventType: z.string(),
  tags: z.array(z.string()).nullable(),
  company: z.string().nullable(),
  n: z.number(),
  trigger: z.number(),
  outcome: z.number(),
  statusCode: z.number().nullable(),
  errorKind: z.string().nullable(),
  errorDetail: z.string().nullable(),
  ms: z.number(),
})

const rejectedRowSchema = z.object({
  table: z.literal('rejected'),
  id: z.string(),
  at: z.date(),
  sourceId: z.string(),
  sourceName: z.string().nullable(),
  reason: z.string(),
  detail: z.string(),
  size: z.number(),
})

/** A row of one of the three tables whose inserts are the live log. */
export const liveRowSchema = z.discriminatedUnion('table', [messageRowSchema, attemptRowSchema, rejectedRowSchema])
export type LiveRow = Readonly<z.output<typeof liveRowSchema>>
