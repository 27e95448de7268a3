import type { Env } from './env.ts'
import { isLoopback } from './is-loopback.ts'

/**
 * Subnets that requests may go to although they are private. With the embedded database and a loopback bind everything
 * is one person's machine: a first try may send to it.
 */
export function allowedSubnets(
  env: Pick<Env, 'HOST' | 'POSTHORN_EMBEDDED' | 'POSTHORN_ALLOWED_SUBNETS'>,
): readonly string[] {
  const isOnePersons = env.POSTHORN_EMBEDDED && isLoopback(env.HOST)
  return [...env.POSTHORN_ALLOWED_SUBNETS, ...(isOnePersons ? ['127.0.0.0/8', '::1/128'] : [])]
}
