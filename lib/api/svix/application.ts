import { z } from 'zod'
import { type InstanceView, instanceViewSchema, retryScheduleSchema } from '#lib/domain/instances/schemas.ts'
import { instanceUidSchema, metadataSchema, rateSchema } from '#lib/domain/schemas.ts'

const own = {
  retrySchedule: retryScheduleSchema.optional(),
  svixHeaders: z.boolean().optional(),
  secretOverlapHours: z.int().min(0).max(168).optional(),
}

/** Body of create and upsert; both generations of the rate's name are taken. */
export const applicationIn = z
  .object({
    name: z.string().min(1).max(256),
    uid: instanceUidSchema.nullish(),
    throttleRate: rateSchema.nullish(),
    rateLimit: rateSchema.nullish(),
    metadata: metadataSchema.default({}),
    ...own,
  })
  .transform(({ throttleRate, rateLimit, ...rest }) => ({ ...rest, rate: throttleRate ?? rateLimit }))

/** Body of patch: only what is present changes; null clears. */
export const applicationPatch = z
  .object({
    name: z.string().min(1).max(256).optional(),
    uid: instanceUidSchema.nullish(),
    throttleRate: rateSchema.nullish(),
    rateLimit: rateSchema.nullish(),
    metadata: metadataSchema.optional(),
    ...own,
  })
  .transform(({ throttleRate, rateLimit, ...rest }) => ({
    ...rest,
    rate: throttleRate === undefined ? rateLimit : throttleRate,
  }))

export const applicationOut = instanceViewSchema.extend({
  throttleRate: z.int().nullable(),
  rateLimit: z.int().nullable(),
})

/** An instance in the words of an application. */
export function presentApplication(view: InstanceView): z.output<typeof applicationOut> {
  return { ...view, throttleRate: view.rate, rateLimit: view.rate }
}
