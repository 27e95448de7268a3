import { z } from 'zod'
import { eventTypeNameSchema, tagSchema } from '../schemas.ts'

/** JavaScript with a `handler`; the limit is in bytes. */
export const transformationCodeSchema = z
  .string()
  .min(10)
  .max(51_200)
  .refine((code) => new TextEncoder().encode(code).length <= 51_200, 'is larger than 50 KiB')
  .meta({ examples: ['function handler(webhook) {\n  return webhook\n}'] })

export const transformationPatchSchema = z.object({
  /** Null removes the transformation; its versions stay. */
  code: transformationCodeSchema.nullish(),
  enabled: z.boolean().optional(),
})
export type TransformationPatch = z.output<typeof transformationPatchSchema>

export const transformationViewSchema = z.object({
  code: z.string().nullable(),
  enabled: z.boolean(),
  version: z.int().nullable(),
  /** The number that code gets when it is saved: one more than the newest, which need not be the current one. */
  nextVersion: z.int(),
  updatedAt: z.iso.datetime().nullable(),
})
export type TransformationView = z.output<typeof transformationViewSchema>

export const transformationVersionSchema = z.object({
  version: z.int(),
  code: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string().nullable(),
  isCurrent: z.boolean(),
})
export type TransformationVersionView = z.output<typeof transformationVersionSchema>

/** What to try code on: a message of the log, or an event as given. */
export const trialInputSchema = z.object({
  code: transformationCodeSchema,
  messageId: z.string().max(256).nullish(),
  eventType: eventTypeNameSchema.nullish(),
  tags: z.array(tagSchema).max(50).nullish(),
  payload: z.json().optional(),
})
export type TrialInput = z.output<typeof trialInputSchema>

const webhookSchema = z.object({
  method: z.enum(['POST', 'PUT']),
  url: z.string(),
  eventType: z.string(),
  headers: z.record(z.string(), z.string()),
  payload: z.json(),
})

export const trialViewSchema = z.object({
  /** What the handler gets. */
  before: webhookSchema.extend({ companyTags: z.array(z.string()) }),
  /** What it makes of it; null when it failed. */
  after: webhookSchema.extend({ cancel: z.boolean() }).nullable(),
  error: z.object({ message: z.string(), line: z.int().nullable(), column: z.int().nullable() }).nullable(),
  console: z.array(z.string()),
})
export type TrialView = z.output<typeof trialViewSchema>
