import type { SourceRef } from '../messages/message-sink.ts'
import type { RejectionReason } from './schemas.ts'

/** A request that was not let in, as it is kept: bounded, with credentials masked. */
export interface Rejection {
  readonly source: Pick<SourceRef, 'id' | 'instanceKey'>
  readonly reason: RejectionReason
  readonly detail: string
  readonly headers: Readonly<Record<string, string>>
  readonly excerpt: string
  /** Bytes received. */
  readonly size: number
}

/** Keeps rejected requests, capped per source. */
export interface RejectionSink {
  record(rejection: Rejection): Promise<void>
}

export type IncomingHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

const MOST_HEADERS = 40
const LONGEST_VALUE = 512
const LONGEST_EXCERPT = 1024
const MASK = '••••'
const CREDENTIALS = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'x-auth-token'])

/** Cuts and masks a request for keeping. `secrets` are blotted out wherever they occur. */
export function maskRequest(
  headers: IncomingHeaders,
  rawBody: Buffer,
  sensitive: readonly string[],
  secrets: readonly string[],
): Pick<Rejection, 'headers' | 'excerpt' | 'size'> {
  const hidden = new Set([...CREDENTIALS, ...sensitive.map((name) => name.toLowerCase())])
  const blot = (text: string) =>
    secrets.filter((secret) => secret.length >= 4).reduce((left, secret) => left.replaceAll(secret, MASK), text)
  const kept = Object.entries(headers)
    .slice(0, MOST_HEADERS)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : (value ?? []).join(', ')
      return [storable(name), hidden.has(name.toLowerCase()) ? MASK : storable(blot(text).slice(0, LONGEST_VALUE))]
    })
  // A secret that straddles the cut is blotted because more than the excerpt is searched.
  const start = rawBody.subarray(0, 4 * LONGEST_EXCERPT).toString('utf8')
  return {
    headers: Object.fromEntries(kept),
    excerpt: storable(blot(start).slice(0, LONGEST_EXCERPT)),
    size: rawBody.length,
  }
}

// Postgres holds neither U+0000 nor half of a surrogate pair.
function storable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}
