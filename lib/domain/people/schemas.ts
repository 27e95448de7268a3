import { z } from 'zod'

export const roleSchema = z.enum(['owner', 'admin', 'viewer'])

/** A role as stored; what is unknown may only look. */
export const storedRoleSchema = roleSchema.catch('viewer')

/** E-mail addresses are compared in lower case. */
export const emailSchema = z
  .email('Write an e-mail address, for example mara@example.com')
  .meta({ examples: ['mara@example.com'] })
  .max(320)
  .transform((text) => text.toLowerCase())

export const passwordSchema = z.string().min(10, 'Use at least 10 characters').max(256, 'Use at most 256 characters')

export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Enter your password').max(256),
})
export type SignInInput = z.output<typeof signInSchema>

export const ownerInputSchema = z.object({
  name: z.string().trim().min(1, 'Enter your name').max(100),
  email: emailSchema,
  password: passwordSchema,
  /** The one-time token that the start printed; asked unless the server listens on loopback only. */
  setupToken: z.string().max(200).optional(),
})
export type OwnerInput = z.output<typeof ownerInputSchema>

export const invitationInputSchema = z.object({ email: emailSchema, role: roleSchema })
export type InvitationInput = z.output<typeof invitationInputSchema>

export const acceptInvitationSchema = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, 'Enter your name').max(100),
  password: passwordSchema,
})
export type AcceptInvitationInput = z.output<typeof acceptInvitationSchema>

export const personPatchSchema = z.object({ role: roleSchema })
export type PersonPatch = z.output<typeof personPatchSchema>

export const personViewSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  /** Signs in through the configured issuer instead of a password. */
  usesIssuer: z.boolean(),
  lockedUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type PersonView = z.output<typeof personViewSchema>

export const invitationViewSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type InvitationView = z.output<typeof invitationViewSchema>
