import { z } from 'zod'
import { readJson } from '#lib/api/core/read-body.ts'
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

/** An event type as `EventTypeOut`. */
export function presentEventTypeOut(view: EventTypeView): z.output<typeof eventTypeOut> {
  return { ...view, featureFlag: view.featureFlags?.[0] ?? null }
}

/** Without the schemas and the example, for lists that asked for no content. */
export function presentEventTypeBrief(view: EventTypeView): z.output<typeof eventTypeOut> {
  return { ...presentEventTypeOut(view), schemas: null, example: null }
}

const EXAMPLE_SPEC = {
  openapi: '3.1.0',
  webhooks: { 'invoice.paid': { post: { description: 'An invoice was paid.' } } },
}

/** The document as an object or as its JSON text. */
export const openApiImportIn = z
  .object({
    dryRun: z.boolean().default(false),
    replaceAll: z.boolean().default(false),
    spec: z.record(z.string(), z.json()).nullish(),
    specRaw: z.string().max(1_000_000).nullish(),
  })
  .meta({ examples: [{ spec: EXAMPLE_SPEC }] })
  .transform(({ spec, specRaw, ...options }, context) => {
    if (spec) return { ...options, spec }
    try {
      return { ...options, spec: z.record(z.string(), z.json()).parse(readJson(Buffer.from(specRaw ?? ''))) }
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'Give the document as spec, or its JSON text as specRaw.',
        path: ['spec'],
      })
      return z.NEVER
    }
  })

export function presentImport(result: { readonly modified: readonly string[]; readonly toModify: readonly object[] }) {
  return { data: { modified: result.modified, to_modify: result.toModify } }
}

/** Waits before each attempt, in whole seconds; null goes back to the instance's schedule. */
export const retryScheduleBody = z.object({
  retrySchedule: z
    .array(z.object({ secs: z.int().min(0).max(604_800), nanos: z.int().min(0).default(0) }))
    .max(50)
    .nullish(),
})

export function presentRetrySchedule(view: EventTypeView): z.output<typeof retryScheduleBody> {
  const waits = view.retrySchedule.map((secs) => ({ secs, nanos: 0 }))
  return { retrySchedule: waits.length === 0 ? null : waits }
}
