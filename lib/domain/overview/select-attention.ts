import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import { formatId } from '../ids.ts'
import { CERTIFICATE_WARNING_MS } from '../tls/certificate-warning.ts'
import type { Attention, AttentionKind } from './schemas.ts'
import { COUNTED } from './select-queue.ts'

const SHOWN = 20

const rowSchema = z.object({
  id: z.string(),
  description: z.string(),
  url: z.string(),
  rate: z.number().nullable(),
  disabled: z.boolean(),
  paused: z.boolean(),
  disabledReason: z.string().nullable(),
  disabledAt: z.date().nullable(),
  failingSince: z.date().nullable(),
  behindSince: z.date().nullable(),
  tlsExpiresAt: z.date().nullable(),
  statusCode: z.number().nullable(),
  errorKind: z.string().nullable(),
  waiting: z.number(),
})
type Row = z.output<typeof rowSchema>

/**
 * Consumers that need somebody: failing or behind (not when paused), disabled by Posthorn, or with a certificate that
 * ends soon.
 */
export async function selectAttention(instanceId: string): Promise<Attention[]> {
  const expiring = new Date(Date.now() + CERTIFICATE_WARNING_MS)
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT id, description, url, rate, disabled, disabled_reason AS "disabledReason", disabled_at AS "disabledAt", paused,
      failing_since AS "failingSince", behind_since AS "behindSince", tls_expires_at AS "tlsExpiresAt",
      last_failure_status AS "statusCode", last_failure_kind AS "errorKind",
      (SELECT count(*)::int FROM (SELECT FROM queue WHERE consumer = key LIMIT ${COUNTED}::int) AS counted) AS waiting
    FROM consumer
    WHERE instance_id = ${instanceId}::uuid AND kind = 'consumer' AND deleted_at IS NULL
      AND ((NOT disabled AND NOT paused AND (failing_since IS NOT NULL OR behind_since IS NOT NULL))
        OR (disabled AND disabled_reason IS NOT NULL) OR (NOT disabled AND tls_expires_at < ${expiring}))
    ORDER BY disabled, failing_since NULLS LAST, id LIMIT ${SHOWN}::int`
  return rows
    .map((row) => rowSchema.parse(row))
    .map(present)
    .sort((left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind))
}

const ORDER: readonly AttentionKind[] = ['failing', 'disabled', 'backlog', 'certificate']

function present(row: Row): Attention {
  const [kind, at] = reasonOf(row)
  return {
    kind,
    consumerId: formatId('consumer', row.id),
    name: row.description.split('\n')[0] || row.url,
    url: row.url,
    at: at?.toISOString() ?? null,
    disabledReason: row.disabledReason,
    statusCode: row.statusCode,
    errorKind: row.errorKind,
    waiting: row.waiting,
    rate: row.rate,
  }
}

function reasonOf(row: Row): [AttentionKind, Date | null] {
  if (row.disabled) return ['disabled', row.disabledAt]
  if (row.failingSince !== null && !row.paused) return ['failing', row.failingSince]
  if (row.behindSince !== null && !row.paused) return ['backlog', row.behindSince]
  return ['certificate', row.tlsExpiresAt]
}
