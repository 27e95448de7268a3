import { z } from 'zod'
import { urlSchema } from '../schemas.ts'

export const tlsIdentityInputSchema = z.object({
  /** PEM: a private key and its certificate with chain, in any order. */
  identity: z.string().min(1).max(200_000),
  /** Of an encrypted key; used once and not kept. */
  passphrase: z.string().max(1024).nullish(),
})
export type TlsIdentityInput = z.output<typeof tlsIdentityInputSchema>

export const serverCaInputSchema = z.object({
  /** PEM of one or more authorities; null goes back to the public ones. */
  cert: z.string().min(1).max(200_000).nullable(),
})
export type ServerCaInput = z.output<typeof serverCaInputSchema>

export const certificateViewSchema = z.object({
  subject: z.string(),
  issuer: z.string(),
  serial: z.string(),
  /** SHA-256, pairs with colons. */
  fingerprint: z.string(),
  names: z.array(z.string()),
  validFrom: z.iso.datetime(),
  validTo: z.iso.datetime(),
})
export type CertificateView = z.output<typeof certificateViewSchema>

export const tlsIdentityViewSchema = z.object({
  enabled: z.boolean(),
  certificate: certificateViewSchema.nullable(),
  /** The certificate chain in PEM, which is public; the key is never shown. */
  chain: z.string().nullable(),
})
export type TlsIdentityView = z.output<typeof tlsIdentityViewSchema>

export const serverCaViewSchema = z.object({
  cert: z.string().nullable(),
  certificate: certificateViewSchema.nullable(),
})
export type ServerCaView = z.output<typeof serverCaViewSchema>

export const connectionTestViewSchema = z.object({
  ok: z.boolean(),
  /** Always dns, connect, server, client, request. */
  steps: z.array(
    z.object({
      name: z.enum(['dns', 'connect', 'server', 'client', 'request']),
      state: z.enum(['ok', 'failed', 'skipped']),
      ms: z.number().nullable(),
      detail: z.string(),
      errorKind: z.string().nullable(),
      certificate: certificateViewSchema.nullable(),
    }),
  ),
  tlsVersion: z.string().nullable(),
  remoteAddress: z.string().nullable(),
  statusCode: z.int().nullable(),
})
export type ConnectionTestView = z.output<typeof connectionTestViewSchema>

export const urlCheckInputSchema = z.object({ url: urlSchema })
export type UrlCheckInput = z.output<typeof urlCheckInputSchema>

export const urlCheckSchema = z.object({
  /** It takes connections, and its certificate is trusted. */
  answers: z.boolean(),
  /** Until the connection stood; null where it did not. */
  ms: z.number().nullable(),
  /** Why not; empty when it answers. */
  detail: z.string(),
  errorKind: z.string().nullable(),
})
export type UrlCheck = z.output<typeof urlCheckSchema>
