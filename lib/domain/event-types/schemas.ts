import { z } from 'zod'
import { retryScheduleSchema } from '../instances/schemas.ts'
import { descriptionSchema, eventTypeNameSchema, timestampsSchema } from '../schemas.ts'

/** JSON Schemas by version, as the API keeps them: `{"1": {…}}`. */
export const eventTypeSchemasSchema = z.record(z.string().max(64), z.json())

export const eventTypeInputSchema = z.object({
  name: eventTypeNameSchema,
  description: descriptionSchema.default(''),
  groupName: eventTypeNameSchema.nullish(),
  schemas: eventTypeSchemasSchema.nullish(),
  example: z.json().optional(),
  deprecated: z.boolean().default(false),
  archived: z.boolean().default(false),
  featureFlags: z.array(eventTypeNameSchema).max(25).nullish(),
})
export type EventTypeInput = z.input<typeof eventTypeInputSchema>

export const eventTypePatchSchema = z.object({
  description: descriptionSchema.optional(),
  groupName: eventTypeNameSchema.nullish(),
  schemas: eventTypeSchemasSchema.nullish(),
  example: z.json().optional(),
  deprecated: z.boolean().optional(),
  archived: z.boolean().optional(),
  featureFlags: z.array(eventTypeNameSchema).max(25).nullish(),
  retrySchedule: retryScheduleSchema.optional(),
})
export type EventTypePatch = z.output<typeof eventTypePatchSchema>

export const eventTypeViewSchema = z.object({
  name: z.string(),
  description: z.string(),
  groupName: z.string().nullable(),
  schemas: z.record(z.string(), z.json()).nullable(),
  example: z.json(),
  deprecated: z.boolean(),
  archived: z.boolean(),
  /** Seen in an accepted message before anybody described it. */
  discovered: z.boolean(),
  featureFlags: z.array(z.string()).nullable(),
  /** Empty: the instance's schedule. */
  retrySchedule: z.array(z.int()),
  ...timestampsSchema,
})
export type EventTypeView = z.output<typeof eventTypeViewSchema>
