import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'

/**
 * The instance that tokens are managed for, as its UUID; null means those of every instance, which only somebody who
 * may see every instance manages. @throws DomainError `not_found`, `permission_denied`
 */
export async function tokenScope(ctx: Context, instance: string | null): Promise<string | null> {
  if (instance !== null) return (await findInstance(ctx, instance)).id
  if (ctx.actor.instanceId === null) return null
  throw new DomainError('permission_denied', 'A token of one instance does not manage tokens of every instance.')
}
