import { z } from 'zod'
import { findHeaderProblem, type HeaderProblem } from '#lib/engine/custom-header-rules.ts'
import {
  consumerUidSchema,
  descriptionSchema,
  eventTypeNameSchema,
  metadataSchema,
  rateSchema,
  tagSchema,
  timestampsSchema,
  urlSchema,
} from '../schemas.ts'

/** `whsec_` + base64 of 24–64 bytes; the prefix may be left out. */
export const signingSecretSchema = z
  .string()
  .regex(/^(whsec_)?[a-zA-Z0-9+/]{32,88}={0,2}$/, 'must be "whsec_" and the base64 of 24 to 64 bytes')

const HEADER_PROBLEMS = {
  invalid_name: 'is not a header name',
  reserved_name: 'is set by Posthorn itself, or reserved',
  invalid_value: 'may not hold line breaks or other control characters, nor more than 8192 characters',
} as const

/** A header that an operator may set: never one that the sender itself or the signature uses. */
export const headerNameSchema = z.string().superRefine((name, ctx) => refuse(findHeaderProblem(name, ''), ctx))

export const headerValueSchema = z.string().superRefine((value, ctx) => refuse(findHeaderProblem('x', value), ctx))

function refuse(problem: HeaderProblem | null, ctx: z.RefinementCtx): void {
  if (problem !== null) ctx.addIssue({ code: 'custom', message: HEADER_PROBLEMS[problem] })
}

export const customHeaderSchema = z.object({
  name: headerNameSchema,
  value: headerValueSchema,
  sensitive: z.boolean().default(false),
})

/** Names are case-insensitive, so one name may occur once. */
export const customHeadersSchema = z
  .array(customHeaderSchema)
  .max(50)
  .refine((list) => new Set(list.map(({ name }) => name.toLowerCase())).size === list.length, 'names a header twice')

const eventTypes = z.array(eventTypeNameSchema).max(1000)
const tags = z.array(tagSchema).max(10)

export const consumerInputSchema = z.object({
  url: urlSchema,
  description: descriptionSchema.default(''),
  uid: consumerUidSchema.nullish(),
  /** Empty: every event type. */
  eventTypes: eventTypes.default([]),
  /** Empty: every company; otherwise any one in common with the message matches. */
  tags: tags.default([]),
  rate: rateSchema.nullish(),
  disabled: z.boolean().default(false),
  metadata: metadataSchema.default({}),
})
export type ConsumerInput = z.input<typeof consumerInputSchema>

export const consumerCreateSchema = consumerInputSchema.extend({
  secret: signingSecretSchema.nullish(),
  headers: customHeadersSchema.default([]),
})
export type ConsumerCreate = z.input<typeof consumerCreateSchema>

export const consumerPatchSchema = z.object({
  url: urlSchema.optional(),
  description: descriptionSchema.optional(),
  uid: consumerUidSchema.nullish(),
  eventTypes: eventTypes.optional(),
  tags: tags.optional(),
  rate: rateSchema.nullish(),
  disabled: z.boolean().optional(),
  paused: z.boolean().optional(),
  metadata: metadataSchema.optional(),
})
export type ConsumerPatch = z.output<typeof consumerPatchSchema>

export const CONSUMER_STATES = ['enabled', 'disabled', 'paused', 'failing', 'backlog', 'slow', 'expiring'] as const

/** Which consumers of an instance: all of what is given must hold. */
export const consumerFilterSchema = z.object({
  /** Text in the URL, description or uid, or the id. */
  search: z.string().max(256).optional(),
  state: z.enum(CONSUMER_STATES).optional(),
  eventType: z.string().max(256).optional(),
  tag: z.string().max(128).optional(),
})
export type ConsumerFilter = z.output<typeof consumerFilterSchema>

/** What the list can be sorted by: what an index has. Figures of the last 24 hours are noted every few minutes. */
export const CONSUMER_SORTS = ['created', 'name', 'state', 'success_rate', 'p95'] as const
export const consumerSortSchema = z.enum(CONSUMER_SORTS)
export type ConsumerSort = z.output<typeof consumerSortSchema>

/** What is done to many consumers at once. */
export const CONSUMER_ACTIONS = ['enable', 'disable', 'pause', 'resume', 'delete'] as const
export const consumerActionSchema = z.enum(CONSUMER_ACTIONS)
export type ConsumerAction = z.output<typeof consumerActionSchema>

const MOST_NAMED = 10_000

/** Consumers by name, by a filter, or those that an earlier bulk change has changed (to undo it). */
const choiceFields = {
  /** Ids or uids. */
  ids: z.array(z.string().min(1).max(256)).max(MOST_NAMED).optional(),
  filter: consumerFilterSchema.optional(),
}

const isOneOf = (given: readonly unknown[]) => given.filter((each) => each !== undefined).length === 1

export const bulkPreviewInputSchema = z
  .object({ action: consumerActionSchema, ...choiceFields })
  .refine(({ ids, filter }) => isOneOf([ids, filter]), 'takes either ids or a filter')
  .meta({ examples: [{ action: 'disable', filter: { state: 'failing' } }] })
export type BulkPreviewInput = z.output<typeof bulkPreviewInputSchema>

export const bulkPreviewSchema = z.object({
  /** Consumers that are meant. */
  matching: z.int(),
  /** Of these, the ones that are not so already. */
  changing: z.int(),
})
export type BulkPreview = z.output<typeof bulkPreviewSchema>

export const bulkChangeInputSchema = z
  .object({
    action: consumerActionSchema,
    ...choiceFields,
    /** A bulk change that has ended: the consumers that it changed. */
    task: z.string().max(64).optional(),
    /** What a preview came to as `changing`: refused when it is another number by now. */
    expected: z.int32().min(0).optional(),
  })
  .refine(({ ids, filter, task }) => isOneOf([ids, filter, task]), 'takes one of ids, filter and task')
  .meta({ examples: [{ action: 'disable', filter: { state: 'failing' }, expected: 12 }] })
export type BulkChangeInput = z.output<typeof bulkChangeInputSchema>

export const consumerViewSchema = z.object({
  id: z.string(),
  uid: z.string().nullable(),
  url: z.string(),
  description: z.string(),
  /** Null: every event type. */
  eventTypes: z.array(z.string()).nullable(),
  /** Empty: every company. */
  tags: z.array(z.string()),
  rate: z.int().nullable(),
  disabled: z.boolean(),
  /** Why Posthorn disabled it by itself, or null. */
  disabledReason: z.string().nullable(),
  /** Who disabled it; null when Posthorn did by itself, or it is enabled. */
  disabledBy: z.string().nullable(),
  disabledAt: z.iso.datetime().nullable(),
  paused: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  clientCertificateExpiresAt: z.iso.datetime().nullable(),
  hasServerCa: z.boolean(),
  transformationEnabled: z.boolean(),
  failingSince: z.iso.datetime().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  /** Since when more waits for it than goes out. */
  behindSince: z.iso.datetime().nullable(),
  /** Since when it takes so long to answer that attempts are close to being given up. */
  slowSince: z.iso.datetime().nullable(),
  ...timestampsSchema,
})
export type ConsumerView = z.output<typeof consumerViewSchema>

/** Figures of a consumer as lists show them. */
export const consumerStatsSchema = z.object({
  /** Attempts of the last 24 hours, oldest first; the last hour is still filling. */
  hours: z.array(z.object({ success: z.int(), failure: z.int() })),
  /** Share of these attempts that succeeded, 0–1; null without attempts. */
  successRate: z.number().nullable(),
  /** Milliseconds; null without attempts. */
  p95: z.number().nullable(),
  /** Deliveries not finished, those of later tries included. */
  queued: z.int(),
  /** True where there are more than are counted. */
  isQueuedMore: z.boolean(),
  /** Until the queue has been sent at the rate limit; null without one. */
  secondsToDrain: z.number().nullable(),
  /** Of one that is failing: how its last attempt failed. */
  lastFailure: z.object({ statusCode: z.int().nullable(), errorKind: z.string().nullable() }).nullable(),
})
export type ConsumerStats = z.output<typeof consumerStatsSchema>

/** What applies to the deliveries of a consumer beside its own settings. */
export const deliveryTermsSchema = z.object({
  /** Seconds before each attempt. */
  retrySchedule: z.array(z.int()),
  /** Where that schedule is set. */
  scheduleOf: z.enum(['instance', 'installation']),
  /** Event types of this consumer with a schedule of their own. */
  exceptions: z.array(z.object({ eventType: z.string(), retrySchedule: z.array(z.int()) })),
  /** Addresses that requests come from; empty when the installation does not know them. */
  egressIps: z.array(z.string()),
  /** When the current signing secret was set; null when it never was rotated. */
  secretRotatedAt: z.iso.datetime().nullable(),
  /** Until when each older secret signs as well, soonest first. */
  oldSecretsUntil: z.array(z.iso.datetime()),
})
export type DeliveryTerms = z.output<typeof deliveryTermsSchema>
