import { allowedSubnets } from '#lib/allowed-subnets.ts'
import { createAddressGuard, inspectTls } from '#lib/engine/index.ts'
import { env } from '#lib/env.ts'
import { checkConsumerUrl } from '../consumers/check-consumer-url.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { UrlCheck, UrlCheckInput } from './schemas.ts'

/** Nobody waits longer for a word beside a field. */
const TIMEOUT_MS = 5000

/** Whether a URL that no consumer has yet takes connections: as a delivery would connect, and nothing is sent. */
export async function checkUrl(ctx: Context, instance: string, { url }: UrlCheckInput): Promise<UrlCheck> {
  authorize(ctx, 'consumer:write')
  await findInstance(ctx, instance)
  checkConsumerUrl(url)
  const { ok, steps } = await inspectTls({
    url,
    identity: null,
    ca: null,
    guard: createAddressGuard({ allowedSubnets: allowedSubnets(env()) }),
    egressProxy: env().POSTHORN_EGRESS_PROXY ?? null,
    timeoutMs: Math.min(TIMEOUT_MS, env().POSTHORN_REQUEST_TIMEOUT_MS),
    body: null,
  })
  const failed = steps.find(({ state }) => state === 'failed')
  return {
    answers: ok,
    ms: ok ? steps.reduce((sum, { ms }) => sum + (ms ?? 0), 0) : null,
    detail: failed?.detail ?? '',
    errorKind: failed?.error?.kind ?? null,
  }
}
