import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { DomainError } from '#lib/domain/errors.ts'
import {
  type ClaimOutcome,
  claimKey,
  type IdempotencyClaim,
  releaseKey,
  settleKey,
} from '#lib/domain/idempotency/claim-key.ts'
import { Answer, type Call, type Replay, type RouteConfig } from './route.ts'

const KEEP_SECONDS = 12 * 3600
/** Keys that SDKs make themselves only cover their own retries. */
const KEEP_AUTOMATIC_SECONDS = 15 * 60
const TWIN_WAITS_MS = 30_000

/**
 * Runs a POST once per `Idempotency-Key`: later calls with the key get the created thing presented again, twins wait
 * for the first. Without the header it just runs. @throws DomainError `conflict` when the key came with another request
 */
export async function runOnce<Path extends string, Query extends z.ZodType, Body extends z.ZodType>(
  config: RouteConfig<Path, Query, Body>,
  replay: Replay<Call<Path, z.output<Query>, z.output<Body>>> | 'empty',
  call: Call<Path, z.output<Query>, z.output<Body>>,
): Promise<unknown> {
  const claim = claimOf(call)
  if (claim === null) return config.run(call)
  const outcome = await settled(claim)
  if (outcome.kind === 'other-request')
    throw new DomainError('conflict', 'This Idempotency-Key was used with another request before.')
  if (outcome.kind === 'done') {
    if (replay === 'empty' || outcome.resultId === null) return new Answer(outcome.status, {})
    return new Answer(outcome.status, await replay.again(call, outcome.resultId))
  }
  try {
    const result = await config.run(call)
    const { status, value } = result instanceof Answer ? result : new Answer(config.status, result)
    await settleKey(claim, { status, id: replay === 'empty' ? null : idOf(value, replay.key ?? 'id') })
    return result
  } catch (error) {
    await releaseKey(claim)
    throw error
  }
}

function idOf(value: unknown, key: string): string {
  return z
    .record(z.string(), z.unknown())
    .transform((fields) => z.string().parse(fields[key]))
    .parse(value)
}

function claimOf(call: Call<string, unknown, unknown>): IdempotencyClaim | null {
  const { ctx, request } = call
  const key = request.headers.get('idempotency-key')
  if (key === null || key === '') return null
  if (key.length > 256) throw new DomainError('bad_request', 'An Idempotency-Key has at most 256 characters.')
  const { kind, id } = ctx.actor
  const hash = createHash('sha256').update(`${request.method} ${request.url.pathname}\n`).update(request.body)
  return {
    scope: `${kind}:${id ?? ''}:${call.instanceId ?? ''}`,
    key,
    request: Uint8Array.from(hash.digest()),
    keepSeconds: key.startsWith('auto_') ? KEEP_AUTOMATIC_SECONDS : KEEP_SECONDS,
  }
}

async function settled(claim: IdempotencyClaim): Promise<Exclude<ClaimOutcome, { kind: 'running' }>> {
  const until = performance.now() + TWIN_WAITS_MS
  for (let pause = 10; ; pause = Math.min(pause * 2, 250)) {
    const outcome = await claimKey(claim)
    if (outcome.kind !== 'running') return outcome
    if (performance.now() > until)
      throw new DomainError('unavailable', 'The first request with this Idempotency-Key still runs. Try again.', {
        retryAfter: 5,
      })
    await wait(pause)
  }
}
