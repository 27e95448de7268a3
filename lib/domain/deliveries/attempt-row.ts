import { z } from 'zod'
import { Prisma } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { outcomeNamed, triggerNamed } from './attempt-codes.ts'
import type { AttemptView } from './schemas.ts'

/** An attempt with its consumer's id. */
export interface AttemptRow {
  readonly id: string
  readonly message_id: string
  readonly consumer_id: string
  readonly event_type: string
  readonly n: number
  readonly at: Date
  /** Microseconds since the epoch, as text: exact, for the cursor. */
  readonly at_us: string
  readonly trigger: number
  readonly outcome: number
  readonly status_code: number | null
  readonly error_kind: string | null
  readonly error_detail: string | null
  readonly ms: number
  readonly timings: readonly number[] | null
  readonly flags: number
  readonly remote_address: string | null
  readonly tls_version: string | null
  readonly method: string | null
  readonly url: string
  readonly request_headers: unknown
  readonly signature: string
  readonly request_body: string | null
  readonly response_headers: unknown
  readonly response_body: string | null
  readonly next_at: Date | null
}

/** The columns of `attempt a join consumer c`. */
export const ATTEMPT_COLUMNS = Prisma.sql`a.id::text, a.message_id::text, c.id::text as consumer_id, a.event_type,
  a.n::int, a.at, (extract(epoch from a.at) * 1000000)::bigint::text as at_us, a.trigger::int, a.outcome::int,
  a.status_code::int, a.error_kind, a.error_detail, a.ms, a.timings, a.flags::int, a.remote_address, a.tls_version,
  a.method, a.url, a.request_headers, a.signature, a.request_body, a.response_headers, a.response_body, a.next_at`

const headers = z.record(z.string(), z.string()).nullable().catch(null)

/** An attempt as the API shows it. */
export function presentAttempt(row: AttemptRow): AttemptView {
  return {
    id: formatId('attempt', row.id),
    messageId: formatId('message', row.message_id),
    consumerId: formatId('consumer', row.consumer_id),
    eventType: row.event_type,
    n: row.n,
    at: row.at.toISOString(),
    trigger: triggerNamed(row.trigger),
    outcome: outcomeNamed(row.outcome),
    statusCode: row.status_code,
    errorKind: row.error_kind,
    errorDetail: row.error_detail,
    durationMs: row.ms,
    timings: presentTimings(row.timings ?? []),
    reusedConnection: (row.flags & 1) !== 0,
    remoteAddress: row.remote_address,
    tlsVersion: row.tls_version,
    method: row.method ?? 'POST',
    url: row.url,
    requestHeaders: headers.parse(row.request_headers),
    signature: row.signature,
    requestBody: row.request_body,
    responseHeaders: headers.parse(row.response_headers),
    responseBody: row.response_body,
    nextAt: row.next_at?.toISOString() ?? null,
  }
}

function presentTimings([dns, connect, tls, firstByte]: readonly number[]): AttemptView['timings'] {
  const phase = (ms: number | undefined) => (ms === undefined || ms === null || ms < 0 ? null : ms)
  return { dns: phase(dns), connect: phase(connect), tls: phase(tls), firstByte: phase(firstByte) }
}
