import { z } from 'zod'
import { type ConsumerAction, consumerActionSchema } from '../consumers/schemas.ts'
import { deliveryStatusSchema } from '../deliveries/schemas.ts'
import { eventTypeNameSchema, labelSchema, tagSchema } from '../schemas.ts'

export const REPLAY_KINDS = ['recover', 'replay_missing', 'bulk_replay'] as const
export const replayKindSchema = z.enum(REPLAY_KINDS)
export type ReplayKind = z.output<typeof replayKindSchema>

/** Changes of many consumers, by what is done to them. */
export const BULK_KINDS = [
  'enable_consumers',
  'disable_consumers',
  'pause_consumers',
  'resume_consumers',
  'delete_consumers',
] as const satisfies readonly `${ConsumerAction}_consumers`[]
export const bulkKindSchema = z.enum(BULK_KINDS)

/** Beside these: what walks the log of an instance, or all instances. */
export const TASK_KINDS = [
  ...REPLAY_KINDS,
  ...BULK_KINDS,
  'expunge_all',
  'export_event_types',
  'count_attempts',
  'list_subscriptions',
] as const
export const taskKindSchema = z.enum(TASK_KINDS)
export type TaskKind = z.output<typeof taskKindSchema>

export const TASK_STATUSES = ['running', 'finished', 'failed', 'cancelled'] as const
export const taskStatusSchema = z.enum(TASK_STATUSES)

/** What a task sends again: messages of a time range, for a bulk replay narrowed further. */
export const taskRangeSchema = z.object({
  since: z.date(),
  /** Not included; null means up to the moment the task starts. */
  until: z.date().nullish(),
  eventTypes: z.array(eventTypeNameSchema).max(1000).nullish(),
  tag: tagSchema.nullish(),
  label: labelSchema.nullish(),
  /** Statuses that the delivery has one of; null for any. */
  statuses: z.array(deliveryStatusSchema).min(1).nullish(),
  /** First digit of a status code that some attempt was answered with, or null. */
  statusCodeClass: z.int().min(1).max(5).nullish(),
})
export type TaskRange = z.input<typeof taskRangeSchema>

/** A replay's input as it is kept. */
export const replayInputSchema = z.object({
  consumerId: z.string(),
  consumerKey: z.int(),
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  eventTypes: z.array(z.string()).nullable(),
  tag: z.string().nullable(),
  label: z.string().nullable(),
  statuses: z.array(deliveryStatusSchema).nullable(),
  statusCodeClass: z.int().nullable(),
})
export type ReplayInput = z.output<typeof replayInputSchema>

/** Input of a bulk change as it is kept: who is to answer for each change. */
export const bulkInputSchema = z.object({
  action: consumerActionSchema,
  actor: z.object({ kind: z.enum(['person', 'token', 'root', 'system']), id: z.string().nullable(), name: z.string() }),
  requestId: z.string(),
})

/** Input of a count of attempts as it is kept. */
export const countInputSchema = z.object({
  since: z.iso.datetime(),
  until: z.iso.datetime(),
  /** UUIDs of the instances asked for; null for all that the task may see. */
  instanceIds: z.array(z.string()).nullable(),
})

/** Where the next chunk of a walk starts. */
export const walkCursorSchema = z.object({ id: z.string().nullable() })

/** Where the next chunk of a replay starts. Times are text, so that microseconds survive. */
export const taskCursorSchema = z.object({
  phase: z.enum(['failed', 'waiting', 'messages']),
  at: z.string().nullable(),
  id: z.string().nullable(),
})
export type TaskCursor = z.output<typeof taskCursorSchema>

export const taskPreviewSchema = z.object({
  /** Messages that would be sent; with an iterator, of those counted so far. */
  messages: z.int(),
  /** How long that takes at the consumer's rate limit; null without one. */
  seconds: z.number().nullable(),
  /** Goes on counting; null when all are counted. */
  iterator: z.string().nullable(),
})
export type TaskPreview = z.output<typeof taskPreviewSchema>

export const taskViewSchema = z.object({
  id: z.string(),
  kind: taskKindSchema,
  status: taskStatusSchema,
  /** Of replays only. */
  consumerId: z.string().nullable(),
  since: z.iso.datetime().nullable(),
  until: z.iso.datetime().nullable(),
  total: z.int().nullable(),
  done: z.int(),
  /** Seconds until a running task is through, at its speed so far; null when it cannot be told. */
  secondsLeft: z.number().nullable(),
  error: z.string().nullable(),
  /** What it found, for kinds that look something up. */
  result: z.record(z.string(), z.json()).nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
})
export type TaskView = z.output<typeof taskViewSchema>
