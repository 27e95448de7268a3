import { z } from 'zod'

export const messageRowSchema = z.object({
  id: z.string(),
  eventType: z.string(),
  tags: z.array(z.string()),
  company: z.string().nullable(),
  sourceId: z.string().nullable(),
  sourceName: z.string().nullable(),
  size: z.number(),
  consumers: z.number(),
})

export const attemptRowSchema = z.object({
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

export const rejectedRowSchema = z.object({
  id: z.string(),
  at: z.date(),
  sourceId: z.string(),
  sourceName: z.string().nullable(),
  reason: z.string(),
  detail: z.string(),
  size: z.number(),
})

/** A row of one of the three tables whose inserts are the live log. */
export type LiveRow =
  | ({ readonly table: 'message' } & z.output<typeof messageRowSchema>)
  | ({ readonly table: 'attempt' } & z.output<typeof attemptRowSchema>)
  | ({ readonly table: 'rejected' } & z.output<typeof rejectedRowSchema>)
