import { z } from 'zod'
import {
  type ConsumerView,
  headerNameSchema,
  headerValueSchema,
  signingSecretSchema,
} from '#lib/domain/consumers/schemas.ts'
import { OPERATIONAL_EVENT_TYPES } from '#lib/domain/operational-events/schemas.ts'
import {
  consumerUidSchema,
  descriptionSchema,
  metadataSchema,
  rateSchema,
  timestampsSchema,
  urlSchema,
} from '#lib/domain/schemas.ts'

const eventTypes = z.array(z.enum(OPERATIONAL_EVENT_TYPES)).min(1).max(100).nullish()

const fields = {
  url: urlSchema,
  description: descriptionSchema.default(''),
  uid: consumerUidSchema.nullish(),
  disabled: z.boolean().default(false),
  eventTypes,
  filterTypes: eventTypes,
  throttleRate: rateSchema.nullish(),
  rateLimit: rateSchema.nullish(),
  metadata: metadataSchema.default({}),
}

type Names = string[] | null | undefined
type Rate = number | null | undefined

// Both generations of SDKs, as with endpoints.
function ours<T extends { eventTypes?: Names; filterTypes?: Names; throttleRate?: Rate; rateLimit?: Rate }>({
  eventTypes: types,
  filterTypes,
  throttleRate,
  rateLimit,
  ...rest
}: T) {
  return { ...rest, eventTypes: types ?? filterTypes ?? [], rate: throttleRate ?? rateLimit }
}

/** Body of create. */
export const operationalEndpointIn = z
  .object({
    ...fields,
    secret: signingSecretSchema.nullish(),
    headers: z.record(headerNameSchema, headerValueSchema).nullish(),
  })
  .transform(ours)
  .transform(({ headers, ...rest }) => ({
    ...rest,
    headers: Object.entries(headers ?? {}).map(([name, value]) => ({ name, value })),
  }))

/** Body of upsert: what is left out goes back to its default. */
export const operationalEndpointUpsertIn = z.object(fields).transform(ours)

export const operationalEndpointOut = z.object({
  id: z.string(),
  uid: z.string().nullable(),
  url: z.string(),
  description: z.string(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
  /** Null: every operational event. */
  eventTypes: z.array(z.string()).nullable(),
  filterTypes: z.array(z.string()).nullable(),
  throttleRate: z.int().nullable(),
  rateLimit: z.int().nullable(),
  metadata: z.record(z.string(), z.string()),
  ...timestampsSchema,
})

/** An operational consumer as `OperationalWebhookEndpointOut`. */
export function presentOperationalEndpoint(view: ConsumerView): z.output<typeof operationalEndpointOut> {
  const { id, uid, url, description, disabled, disabledReason, eventTypes: types, rate, metadata } = view
  const { createdAt, updatedAt } = view
  return {
    ...{ id, uid, url, description, disabled, disabledReason, metadata, createdAt, updatedAt },
    eventTypes: types,
    filterTypes: types,
    throttleRate: rate,
    rateLimit: rate,
  }
}
