import { z } from 'zod'
import { instanceUidSchema, metadataSchema, rateSchema, timestampsSchema } from '../schemas.ts'

/** Waits in seconds before each attempt. */
export const retryScheduleSchema = z.array(z.int().min(0).max(604_800)).max(50)

export const instanceInputSchema = z.object({
  name: z.string().min(1).max(256),
  uid: instanceUidSchema.nullish(),
  rate: rateSchema.nullish(),
  metadata: metadataSchema.default({}),
  retrySchedule: retryScheduleSchema.default([]),
  svixHeaders: z.boolean().default(true),
  secretOverlapHours: z.int().min(0).max(168).default(24),
})
export type InstanceInput = z.input<typeof instanceInputSchema>

export const instancePatchSchema = z.object({
  name: z.string().min(1).max(256).optional(),
  uid: instanceUidSchema.nullish(),
  rate: rateSchema.nullish(),
  metadata: metadataSchema.optional(),
  retrySchedule: retryScheduleSchema.optional(),
  svixHeaders: z.boolean().optional(),
  secretOverlapHours: z.int().min(0).max(168).optional(),
})
export type InstancePatch = z.output<typeof instancePatchSchema>

export const instanceViewSchema = z.object({
  id: z.string(),
  uid: z.string().nullable(),
  name: z.string(),
  rate: z.int().nullable(),
  metadata: z.record(z.string(), z.string()),
  /** Empty: the installation's schedule. */
  retrySchedule: z.array(z.int()),
  svixHeaders: z.boolean(),
  secretOverlapHours: z.int(),
  /** When a received webhook was first seen to verify with a consumer's secret. */
  signatureCheckedAt: z.iso.datetime().nullable(),
  ...timestampsSchema,
})
export type InstanceView = z.output<typeof instanceViewSchema>
