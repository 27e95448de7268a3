import { z } from 'zod'

const common = { xid: z.string().transform(BigInt), id: z.string() }

export const messageRowSchema = z.object({
  ...common,
  eventType: z.string(),
  tags: z.array(z.string()),
  company: z.string().nullable(),
  sourceId: z.string().nullable(),
  size: z.number(),
  consumers: z.number(),
})

export const attemptRowSchema = z.object({
  ...common,
  at: z.date(),
  messageId: z.string(),
  consumer: z.number(),
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
  ...common,
  at: z.date(),
  sourceId: z.string(),
  reason: z.string(),
  detail: z.string(),
  size: z.number(),
})

/** A row of one of the three tables whose inserts are the live log. */
export type LiveRow =
  | ({ readonly table: 'message' } & z.output<typeof messageRowSchema>)
  | ({ readonly table: 'attempt' } & z.output<typeof attemptRowSchema>)
  | ({ readonly table: 'rejected' } & z.output<typeof rejectedRowSchema>)
