import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { expungeMessage } from './expunge-message.ts'

/** Removes the bodies of some messages; says of each whether it was there. */
export async function expungeMessages(
  ctx: Context,
  instance: string,
  ids: readonly string[],
): Promise<Record<string, 'expunged' | 'not-found'>> {
  authorize(ctx, 'message:expunge')
  await findInstance(ctx, instance)
  const results: Record<string, 'expunged' | 'not-found'> = {}
  for (const id of ids) {
    try {
      await expungeMessage(ctx, instance, id)
      results[id] = 'expunged'
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_found')) throw error
      results[id] = 'not-found'
    }
  }
  return results
}
