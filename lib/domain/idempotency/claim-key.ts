import { prisma } from '#lib/db/client.ts'

export interface IdempotencyClaim {
  /** Who called: keys of different callers never meet. */
  readonly scope: string
  readonly key: string
  /** SHA-256 of method, path and body. */
  readonly request: Uint8Array<ArrayBuffer>
  readonly keepSeconds: number
}

export type ClaimOutcome =
  | { readonly kind: 'first' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly status: number; readonly resultId: string | null }
  | { readonly kind: 'other-request' }

interface KeyRow {
  readonly request: Uint8Array
  readonly status: number | null
  readonly result_id: string | null
  readonly mine: boolean
}

/** A first request that died leaves its row without a status: a twin may take it over after this. */
const ABANDONED_AFTER_SECONDS = 60

/** Claims a key: exactly one of concurrent twins is `first`. */
export async function claimKey(claim: IdempotencyClaim): Promise<ClaimOutcome> {
  const claimed = await prisma().$queryRaw<KeyRow[]>`
    insert into idempotency_key as k (scope, key, request, created_at, expires_at)
    values (${claim.scope}, ${claim.key}, ${claim.request}, now(), now() + make_interval(secs => ${claim.keepSeconds}::int))
    on conflict (scope, key) do update
      set request = excluded.request, status = null, result_id = null, created_at = now(), expires_at = excluded.expires_at
      where k.expires_at < now() or (k.status is null and k.created_at < now() - make_interval(secs => ${ABANDONED_AFTER_SECONDS}::int))
    returning request, status, result_id, true as mine`
  if (claimed.length > 0) return { kind: 'first' }
  const row = await prisma().idempotencyKey.findUnique({ where: { scope_key: { scope: claim.scope, key: claim.key } } })
  if (row === null) return { kind: 'running' }
  if (!Buffer.from(row.request).equals(claim.request)) return { kind: 'other-request' }
  return row.status === null ? { kind: 'running' } : { kind: 'done', status: row.status, resultId: row.resultId }
}

/** Keeps the answer of a first request: its status and the created id, never a body. */
export async function settleKey(
  claim: IdempotencyClaim,
  result: { readonly status: number; readonly id: string | null },
): Promise<void> {
  await prisma().idempotencyKey.updateMany({
    where: { scope: claim.scope, key: claim.key },
    data: { status: result.status, resultId: result.id },
  })
}

/** Forgets a claim whose request failed, so that a retry runs again. */
export async function releaseKey(claim: IdempotencyClaim): Promise<void> {
  await prisma().idempotencyKey.deleteMany({ where: { scope: claim.scope, key: claim.key, status: null } })
}
