import { z } from 'zod'
import {
  descriptionSchema,
  eventTypeNameSchema,
  metadataSchema,
  rateSchema,
  tagSchema,
  timestampsSchema,
  uidSchema,
  urlSchema,
} from '../schemas.ts'

/** `whsec_` + base64 of 24–64 bytes; the prefix may be left out. */
export const signingSecretSchema = z
  .string()
  .regex(/^(whsec_)?[a-zA-Z0-9+/]{32,88}={0,2}$/, 'must be "whsec_" and the base64 of 24 to 64 bytes')

const FORBIDDEN_HEADERS = new Set([
  'host',
  'content-length',
  'content-type',
  'connection',
  'transfer-encoding',
  'user-agent',
])

/** A header that an operator may set: never one that the sender itself or the signature uses. */
export const headerNameSchema = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'is not a header name')
  .refine((name) => !FORBIDDEN_HEADERS.has(name.toLowerCase()), 'is set by Posthorn itself')
  .refine((name) => !/^(webhook|svix)-/i.test(name), 'is reserved for signatures')

export const headerValueSchema = z
  .string()
  .max(8192)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'may not hold line breaks or other control characters')

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
  uid: uidSchema.nullish(),
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
  uid: uidSchema.nullish(),
  eventTypes: eventTypes.optional(),
  tags: tags.optional(),
  rate: rateSchema.nullish(),
  disabled: z.boolean().optional(),
  paused: z.boolean().optional(),
  metadata: metadataSchema.optional(),
})
export type ConsumerPatch = z.output<typeof consumerPatchSchema>

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
  disabledAt: z.iso.datetime().nullable(),
  paused: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  clientCertificateExpiresAt: z.iso.datetime().nullable(),
  hasServerCa: z.boolean(),
  transformationEnabled: z.boolean(),
  failingSince: z.iso.datetime().nullable(),
  lastFailureAt: z.iso.datetime().nullable(),
  lastSuccessAt: z.iso.datetime().nullable(),
  ...timestampsSchema,
})
export type ConsumerView = z.output<typeof consumerViewSchema>
