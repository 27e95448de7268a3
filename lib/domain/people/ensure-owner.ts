import { env } from '#lib/env.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { createOwner } from './create-owner.ts'
import { hasOwner } from './has-owner.ts'

/**
 * Makes the owner that POSTHORN_ADMIN_EMAIL and POSTHORN_ADMIN_PASSWORD name, when there is none. Called on first
 * use; resolves to whether there is an owner now.
 */
export async function ensureOwner(ctx: Omit<Context, 'actor'>): Promise<boolean> {
  if (await hasOwner()) return true
  const { POSTHORN_ADMIN_EMAIL: email, POSTHORN_ADMIN_PASSWORD: password } = env()
  if (email === undefined || password === undefined) return false
  try {
    const name = email.slice(0, email.indexOf('@'))
    await createOwner(ctx, { email: email.toLowerCase(), name, password })
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'conflict')) throw error
  }
  return true
}
