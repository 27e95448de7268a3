import { z } from 'zod'
import { secretBox } from '#lib/encryption.ts'

/**
 * What a source keeps encrypted, the same for every scheme: its secrets (the current one first; one that was replaced
 * counts until `until`, epoch ms) and the settings of the schemes that have some.
 */
export const storedConfigSchema = z.object({
  secrets: z.array(z.object({ value: z.string(), until: z.number().nullable() })).default([]),
  username: z.string().optional(),
  header: z.string().optional(),
  algorithm: z.enum(['sha1', 'sha256', 'sha512']).optional(),
  encoding: z.enum(['hex', 'base64']).optional(),
  prefix: z.string().optional(),
  idHeader: z.string().optional(),
})
export type StoredConfig = z.output<typeof storedConfigSchema>

export const EMPTY_CONFIG: StoredConfig = { secrets: [] }

const MOST_OLD_SECRETS = 10

/** The secrets that count at a moment (epoch ms), newest first. */
export function validSecrets(config: StoredConfig, now: number): string[] {
  return config.secrets.filter(({ until }) => until === null || until > now).map(({ value }) => value)
}

/**
 * The config with a new current secret; the old one goes on counting for the overlap, so that nothing is refused
 * meanwhile.
 */
export function replaceSecret(before: StoredConfig, after: StoredConfig, now: number, overlapMs: number): StoredConfig {
  const [current] = after.secrets
  if (current === undefined) return after
  const kept = before.secrets
    .filter(({ value, until }) => value !== current.value && (until === null || until > now))
    .map(({ value, until }) => ({ value, until: until ?? now + overlapMs }))
  return { ...after, secrets: [current, ...kept.filter(({ until }) => until > now).slice(0, MOST_OLD_SECRETS)] }
}

/** A config as it is kept. */
export function sealConfig(config: StoredConfig): Buffer<ArrayBuffer> {
  return secretBox().seal(JSON.stringify(config))
}

/** Null where no known key opens it: one such source must not stop the others. */
export function openConfig(sealed: Uint8Array): StoredConfig | null {
  const text = secretBox().openIfKnown(sealed)
  return text === null ? null : storedConfigSchema.parse(JSON.parse(text))
}
