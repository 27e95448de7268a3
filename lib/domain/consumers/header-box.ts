import { z } from 'zod'
import { secretBox } from '#lib/encryption.ts'
import { isSensitiveHeader } from '#lib/engine/index.ts'

const stored = z.array(z.object({ name: z.string(), value: z.string(), sensitive: z.boolean() }))
export type StoredHeader = z.output<typeof stored>[number]

/** Custom headers as they are kept: encrypted, those that carry credentials marked sensitive. Null for none. */
export function sealHeaders(headers: readonly StoredHeader[]): Uint8Array<ArrayBuffer> | null {
  if (headers.length === 0) return null
  const marked = headers.map((header) => ({ ...header, sensitive: isSensitiveHeader(header) }))
  return secretBox().seal(JSON.stringify(marked))
}

export function openHeaders(sealed: Uint8Array | null): StoredHeader[] {
  return sealed === null ? [] : stored.parse(JSON.parse(secretBox().open(sealed)))
}
