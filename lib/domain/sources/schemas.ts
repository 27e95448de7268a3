import { z } from 'zod'
import { metadataSchema, timestampsSchema } from '../schemas.ts'
import { isSourceTypeName, SOURCE_TYPES, type SourceTypeName } from './source-types.ts'

const REASONS = [
  'missing_header',
  'malformed_header',
  'stale_time',
  'wrong_version',
  'bad_signature',
  'bad_credentials',
  'misconfigured',
  'disabled',
  'too_large',
  'unsupported_encoding',
  'broken_encoding',
  'not_json',
  'loop',
] as const

/** Machine-readable reason why a request was not let in. */
export const rejectionReasonSchema = z.enum(REASONS)
export type RejectionReason = z.output<typeof rejectionReasonSchema>

const NEEDED = 'is needed'

const headerName = z
  .string(NEEDED)
  .min(1, NEEDED)
  .max(100)
  .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be a header name')
  .transform((name) => name.toLowerCase())

const secret = z.string(NEEDED).min(1, NEEDED).max(4096)

const signingSecret = secret.regex(
  /^(whsec_)?[A-Za-z0-9+/]+={0,2}$/,
  'must be whsec_ and base64 text, as the provider shows it',
)

const secretOnly = z.object({ secret })

/** The `config` of each scheme, as the API takes it. Secrets are never given back. */
const CONFIG_SCHEMAS = {
  svix: z.object({ secret: signingSecret }),
  // Without a secret GitHub signs nothing: such a source verifies nothing.
  github: z.object({ secret: secret.nullish() }),
  stripe: secretOnly,
  shopify: secretOnly,
  slack: secretOnly,
  'generic-hmac': z.object({
    secret,
    header: headerName,
    algorithm: z.enum(['sha1', 'sha256', 'sha512']).default('sha256'),
    encoding: z.enum(['hex', 'base64']).default('hex'),
    prefix: z.string().max(100).default(''),
    idHeader: headerName.nullish(),
  }),
  'token-header': z.object({ secret, header: headerName, prefix: z.string().max(100).default('') }),
  'basic-auth': z.object({
    username: z
      .string(NEEDED)
      .max(256)
      .regex(/^[^:]*$/, 'must not hold a colon'),
    password: secret,
  }),
  none: z.object({}),
} as const

/** The config schema of a type. */
export function configSchemaOf(type: SourceTypeName): z.ZodType<SourceConfig> {
  return CONFIG_SCHEMAS[SOURCE_TYPES[type].scheme]
}

export interface SourceConfig {
  readonly secret?: string | null | undefined
  readonly password?: string | undefined
  readonly username?: string | undefined
  readonly header?: string | undefined
  readonly algorithm?: 'sha1' | 'sha256' | 'sha512' | undefined
  readonly encoding?: 'hex' | 'base64' | undefined
  readonly prefix?: string | undefined
  readonly idHeader?: string | null | undefined
}

const path =
  /^(body:[^,\s]{1,200}|header:[A-Za-z0-9_-]{1,100})(,(body:[^,\s]{1,200}|header:[A-Za-z0-9_-]{1,100})){0,4}$/

const typeSchema = z
  .string()
  .max(64)
  .refine(isSourceTypeName, 'is no type of source that Posthorn verifies')
  .meta({ examples: ['generic-webhook'] })

export const sourceUidSchema = z
  .string()
  .min(1)
  .max(60)
  .regex(/^(?!src_)[a-zA-Z0-9_-]+$/, 'may hold letters, digits, "-" and "_", and not start with src_')

const fields = {
  name: z.string().min(2).max(256),
  uid: sourceUidSchema.nullish(),
  metadata: metadataSchema,
  /** `body:eventType`, `header:x-github-event`; several joined by commas: the first found. */
  eventTypePath: z.string().regex(path, 'must be body:path or header:name, up to five joined by commas'),
  /** Stores and shows, never fans out. */
  inbox: z.boolean(),
  disabled: z.boolean(),
}

/** Body of create and of PUT. What `config` must hold depends on `type`: checked by `readSourceConfig`. */
export const sourceInputSchema = z.object({
  ...fields,
  type: typeSchema,
  config: z.record(z.string(), z.unknown()).default({}),
  metadata: fields.metadata.default({}),
  eventTypePath: fields.eventTypePath.nullish(),
  inbox: fields.inbox.default(false),
  disabled: fields.disabled.default(false),
})
export type SourceInput = z.input<typeof sourceInputSchema>

/** Changes what is present; the type stays. A new secret replaces the old one after the instance's overlap. */
export const sourcePatchSchema = z.object({
  name: fields.name.optional(),
  uid: fields.uid,
  metadata: fields.metadata.optional(),
  eventTypePath: fields.eventTypePath.optional(),
  inbox: fields.inbox.optional(),
  disabled: fields.disabled.optional(),
  config: z.record(z.string(), z.unknown()).optional(),
})
export type SourcePatch = z.output<typeof sourcePatchSchema>

export const sourceViewSchema = z.object({
  id: z.string(),
  uid: z.string().nullable(),
  name: z.string(),
  type: z.string(),
  scheme: z.string(),
  /** Settings only: secrets are never shown. */
  config: z.record(z.string(), z.string()),
  /** Null for those who may not see secrets: the address holds one. */
  ingestUrl: z.string().nullable(),
  eventTypePath: z.string(),
  inbox: z.boolean(),
  disabled: z.boolean(),
  metadata: z.record(z.string(), z.string()),
  ...timestampsSchema,
})
export type SourceView = z.output<typeof sourceViewSchema>

export const sourceTrafficSchema = z.object({
  /** Of the last 24 hours, counted up to 10,000. */
  accepted: z.int(),
  isAcceptedMore: z.boolean(),
  /** The newest thousand of a source are kept. */
  rejected: z.int(),
  isRejectedMore: z.boolean(),
  /** When the newest of them came; null when none did. */
  lastAt: z.iso.datetime().nullable(),
})
export type SourceTraffic = z.output<typeof sourceTrafficSchema>

/** A source in the list; `traffic` when it is asked for. */
export const sourceItemSchema = sourceViewSchema.extend({ traffic: sourceTrafficSchema.optional() })
export type SourceItem = z.output<typeof sourceItemSchema>

export const rejectionViewSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  reason: rejectionReasonSchema,
  detail: z.string(),
  headers: z.record(z.string(), z.string()),
  excerpt: z.string(),
  size: z.int(),
})
export type RejectionView = z.output<typeof rejectionViewSchema>

/** What became of a signed test. */
export const sourceTestSchema = z.object({
  accepted: z.boolean(),
  messageId: z.string().nullable(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
})
export type SourceTest = z.output<typeof sourceTestSchema>
