import { z } from 'zod'
import { roleSchema } from '../people/schemas.ts'

export const tokenInputSchema = z.object({
  name: z.string().trim().min(1).max(100),
  role: roleSchema.default('admin'),
  /** Never, when left out. */
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
})
export type TokenInput = z.input<typeof tokenInputSchema>

export const tokenViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The last four characters, to tell tokens apart. */
  hint: z.string(),
  role: roleSchema,
  /** Null: of every instance. */
  instanceId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
})
export type TokenView = z.output<typeof tokenViewSchema>

/** A token as its creation answers, the only time it is shown; null when that answer is repeated. */
export const createdTokenSchema = tokenViewSchema.extend({ token: z.string().nullable() })
export type CreatedToken = z.output<typeof createdTokenSchema>

/** What a customer's portal access may be given, by its public names. */
export const portalCapabilitySchema = z.enum([
  'ViewBase',
  'ViewEndpointSecret',
  'ManageEndpointSecret',
  'ManageTransformations',
  'CreateAttempts',
  'ManageEndpoint',
])
export type PortalCapability = z.output<typeof portalCapabilitySchema>

export const portalAccessInputSchema = z.object({
  /** All when left out. */
  capabilities: z.array(portalCapabilitySchema).max(20).nullish(),
  readOnly: z.boolean().nullish(),
  /** Seconds. */
  expiry: z.int().min(3600).max(604_800).default(604_800),
  sessionId: z
    .string()
    .regex(/^[a-zA-Z0-9@_-]{1,64}$/)
    .nullish(),
})
export type PortalAccessInput = z.input<typeof portalAccessInputSchema>

/** Somebody's way into the portal: a link that waits to be opened, or the session it became. */
export const portalSessionViewSchema = z.object({
  id: z.string(),
  /** Who it is for, as its maker named them. */
  sessionId: z.string().nullable(),
  isOpened: z.boolean(),
  capabilities: z.array(portalCapabilitySchema),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
})
export type PortalSessionView = z.output<typeof portalSessionViewSchema>

/** The answer that shows the link, once. */
export const portalLinkSchema = z.object({ url: z.string(), session: portalSessionViewSchema })
export type PortalLink = z.output<typeof portalLinkSchema>

export const whoamiViewSchema = z.object({
  kind: z.enum(['person', 'token', 'root', 'system']),
  id: z.string().nullable(),
  name: z.string(),
  role: roleSchema,
  instanceId: z.string().nullable(),
  permissions: z.array(z.string()),
})
export type WhoamiView = z.output<typeof whoamiViewSchema>
