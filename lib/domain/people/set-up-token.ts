import { timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'
import { isLoopback } from '#lib/is-loopback.ts'
import { DomainError } from '../errors.ts'

/**
 * True when whoever opens the set-up page must show the token that the start printed. `host` is the request's
 * Host header: a name other than loopback means a stranger can reach us, or rebinds a name of theirs to us.
 */
export function needsSetUpToken(host: string | null): boolean {
  const { HOST, POSTHORN_SETUP_TOKEN } = env()
  const name = (host ?? '').replace(/:\d+$/, '')
  return POSTHORN_SETUP_TOKEN !== undefined || !isLoopback(HOST) || !isLoopback(name)
}

/** @throws DomainError `permission_denied` when the token is needed and not this one */
export function checkSetUpToken(host: string | null, given: string | undefined): void {
  if (!needsSetUpToken(host)) return
  const expected = env().POSTHORN_SETUP_TOKEN
  if (expected === undefined)
    throw new DomainError('permission_denied', 'Set POSTHORN_SETUP_TOKEN and restart, then enter it here.')
  const [left, right] = [Buffer.from(expected), Buffer.from(given ?? '')]
  if (left.length === right.length && timingSafeEqual(left, right)) return
  throw new DomainError('permission_denied', 'That is not the set-up token that the start printed.')
}
