import { z } from 'zod'
import {
  type EventTypeView,
  eventTypeInputSchema,
  eventTypePatchSchema,
  eventTypeViewSchema,
} from '#lib/domain/event-types/schemas.ts'
import { eventTypeNameSchema } from '#lib/domain/schemas.ts'

const flags = {
  featureFlag: eventTypeNameSchema.nullish(),
  featureFlags: z.array(eventTypeNameSchema).min(1).max(25).nullish(),
}

interface Flags {
  featureFlag?: string | null | undefined
  featureFlags?: string[] | null | undefined
}

// The first SDKs know one feature flag, the second a list.
function ours<T extends Flags>({ featureFlag, featureFlags, ...rest }: T) {
  const single = featureFlag === undefined || featureFlag === null ? featureFlag : [featureFlag]
  return { ...rest, featureFlags: featureFlags === undefined ? single : featureFlags }
}

export const eventTypeIn = eventTypeInputSchema.extend(flags).transform(ours)

/** Body of upsert: what is left out goes back to its default. */
export const eventTypeUpsertIn = eventTypeInputSchema
  .omit({ name: true })
  .extend(flags)
  .transform(ours)
  .transform((body) => ({
    ...body,
    groupName: body.groupName ?? null,
    schemas: body.schemas ?? null,
    featureFlags: body.featureFlags ?? null,
  }))

export const eventTypePatch = eventTypePatchSchema.extend(flags).transform(ours)

export const eventTypeOut = eventTypeViewSchema.extend({ featureFlag: z.string().nullable() })

export function presentEventTypeOut(view: EventTypeView): z.output<typeof eventTypeOut> {
  return { ...view, featureFlag: view.featureFlags?.[0] ?? null }
}

/** Without the schemas and the example, for lists that asked for no content. */
export function presentEventTypeBrief(view: EventTypeView): z.output<typeof eventTypeOut> {
  return { ...presentEventTypeOut(view), schemas: null, example: null }
}
