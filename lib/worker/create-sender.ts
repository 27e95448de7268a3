import { allowedSubnets } from '#lib/allowed-subnets.ts'
import { createAddressGuard, UndiciSender } from '#lib/engine/index.ts'
import type { Env } from '#lib/env.ts'

/** What sends deliveries, as the environment wants it. */
export function createSender(env: Env): UndiciSender {
  return new UndiciSender({
    guard: createAddressGuard({ allowedSubnets: allowedSubnets(env) }),
    httpsOnly: env.POSTHORN_HTTPS_ONLY,
    egressProxy: env.POSTHORN_EGRESS_PROXY ?? null,
  })
}
