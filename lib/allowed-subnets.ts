import type { Env } from './env.ts'

/**
 * Subnets that requests may go to although they are private. With the embedded database and a loopback bind everything
 * is one person's machine: a first try may send to it.
 */
export function allowedSubnets(
  env: Pick<Env, 'HOST' | 'POSTHORN_EMBEDDED' | 'POSTHORN_ALLOWED_SUBNETS'>,
): readonly string[] {
  const isLoopback = env.HOST === 'localhost' || env.HOST === '::1' || env.HOST.startsWith('127.')
  return [...env.POSTHORN_ALLOWED_SUBNETS, ...(env.POSTHORN_EMBEDDED && isLoopback ? ['127.0.0.0/8', '::1/128'] : [])]
}
