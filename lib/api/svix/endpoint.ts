import { z } from 'zod'
import {
  type ConsumerView,
  consumerViewSchema,
  headerNameSchema,
  headerValueSchema,
  signingSecretSchema,
} from '#lib/domain/consumers/schemas.ts'
import {
  consumerUidSchema,
  descriptionSchema,
  eventTypeNameSchema,
  metadataSchema,
  rateSchema,
  tagSchema,
  urlSchema,
} from '#lib/domain/schemas.ts'

const eventTypes = z.array(eventTypeNameSchema).min(1).max(1000).nullish()
const channels = z.array(tagSchema).min(1).max(10).nullish()

const fields = {
  url: urlSchema,
  description: descriptionSchema.default(''),
  uid: consumerUidSchema.nullish(),
  disabled: z.boolean().default(false),
  eventTypes,
  filterTypes: eventTypes,
  channels,
  throttleRate: rateSchema.nullish(),
  rateLimit: rateSchema.nullish(),
  metadata: metadataSchema.default({}),
  /** Numbered versions of the API that the first SDKs send; means nothing here. */
  version: z.int().optional(),
}

interface Spelled {
  eventTypes?: string[] | null | undefined
  filterTypes?: string[] | null | undefined
  channels?: string[] | null | undefined
  throttleRate?: number | null | undefined
  rateLimit?: number | null | undefined
  version?: number | undefined
}

// Both generations of SDKs: `filterTypes`/`rateLimit` of the first, `eventTypes`/`throttleRate` of the second.
function ours<T extends Spelled>({ eventTypes, filterTypes, channels, throttleRate, rateLimit, version, ...rest }: T) {
  return {
    ...rest,
    eventTypes: cleared(eventTypes === undefined ? filterTypes : eventTypes),
    tags: cleared(channels),
    rate: throttleRate === undefined ? rateLimit : throttleRate,
  }
}

function cleared(list: string[] | null | undefined): string[] | undefined {
  return list === null ? [] : list
}

/** Body of create. */
export const endpointIn = z
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
export const endpointUpsertIn = z.object(fields).transform(ours)

/** Body of patch: only what is present changes; null clears. `paused` is ours. */
export const endpointPatch = z
  .object({
    url: urlSchema.optional(),
    description: descriptionSchema.optional(),
    uid: consumerUidSchema.nullish(),
    disabled: z.boolean().optional(),
    paused: z.boolean().optional(),
    eventTypes: z.array(eventTypeNameSchema).max(1000).nullish(),
    filterTypes: z.array(eventTypeNameSchema).max(1000).nullish(),
    channels: z.array(tagSchema).max(10).nullish(),
    throttleRate: rateSchema.nullish(),
    rateLimit: rateSchema.nullish(),
    metadata: metadataSchema.optional(),
    version: z.int().optional(),
  })
  .transform(ours)

export const endpointOut = consumerViewSchema.extend({
  filterTypes: z.array(z.string()).nullable(),
  channels: z.array(z.string()).nullable(),
  throttleRate: z.int().nullable(),
  rateLimit: z.int().nullable(),
  version: z.int(),
})

/** A consumer as `EndpointOut`. */
export function presentEndpoint(view: ConsumerView): z.output<typeof endpointOut> {
  return {
    ...view,
    filterTypes: view.eventTypes,
    channels: view.tags.length === 0 ? null : view.tags,
    throttleRate: view.rate,
    rateLimit: view.rate,
    version: 1,
  }
}

export const secretOut = z.object({ key: z.string() })
export const secretRotateIn = z
  .object({
    key: signingSecretSchema.nullish(),
    gracePeriodSeconds: z.int().min(0).max(604_800).nullish(),
  })
  .default({})

/** `sensitive` names the headers whose values only show as set. */
export const headersOut = z.object({ headers: z.record(z.string(), z.string()), sensitive: z.array(z.string()) })
export const headersIn = z.object({
  headers: z.record(headerNameSchema, headerValueSchema),
  sensitive: z.array(z.string().max(256)).max(50).optional(),
})
export const headersPatchIn = z.object({
  headers: z.record(headerNameSchema, headerValueSchema.nullable()).default({}),
  deleteHeaders: z.array(z.string().max(256)).max(50).default([]),
  sensitive: z.array(z.string().max(256)).max(50).default([]),
})

interface HeaderView {
  readonly name: string
  readonly value: string | null
  readonly sensitive: boolean
}

export function presentHeaders(list: readonly HeaderView[]): z.output<typeof headersOut> {
  return {
    headers: Object.fromEntries(list.flatMap(({ name, value }) => (value === null ? [] : [[name, value]]))),
    sensitive: list.filter(({ sensitive }) => sensitive).map(({ name }) => name),
  }
}

/** A replacement as header changes; a sensitive name without a value keeps the stored one. */
export function headerReplacement({ headers, sensitive = [] }: z.output<typeof headersIn>) {
  const marked = new Set(sensitive.map((name) => name.toLowerCase()))
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const kept = sensitive.filter((name) => !given.has(name.toLowerCase()))
  return [
    ...Object.entries(headers).map(([name, value]) => ({ name, value, sensitive: marked.has(name.toLowerCase()) })),
    ...kept.map((name) => ({ name, value: null, sensitive: true })),
  ]
}

/** A patch as header changes; those not named as sensitive stay what they were. */
export function headerPatch({ headers, deleteHeaders, sensitive }: z.output<typeof headersPatchIn>) {
  const marked = new Set(sensitive.map((name) => name.toLowerCase()))
  return [
    ...Object.entries(headers).map(([name, value]) => ({
      name,
      value,
      ...(marked.has(name.toLowerCase()) ? { sensitive: true } : {}),
    })),
    ...deleteHeaders.map((name) => ({ name, value: null })),
  ]
}
