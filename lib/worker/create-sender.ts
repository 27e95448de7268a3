import { createAddressGuard, UndiciSender } from '#lib/engine/index.ts'
import type { Env } from '#lib/env.ts'

/** With the embedded database and a loopback bind everything is one person's machine: a first try may send to it. */
export function createSender(env: Env): UndiciSender {
  const isLoopback = env.HOST === 'localhost' || env.HOST === '::1' || env.HOST.startsWith('127.')
  const own = env.POSTHORN_EMBEDDED && isLoopback ? ['127.0.0.0/8', '::1/128'] : []
  return new UndiciSender({
    guard: createAddressGuard({ allowedSubnets: [...env.POSTHORN_ALLOWED_SUBNETS, ...own] }),
    httpsOnly: env.POSTHORN_HTTPS_ONLY,
    egressProxy: env.POSTHORN_EGRESS_PROXY ?? null,
  })
}
