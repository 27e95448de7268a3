import { prisma } from '#lib/db/client.ts'
import type { Instance } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { findInstance } from './find-instance.ts'

/**
 * The instance that an operation outside any instance path acts on: the one asked for, else the actor's own,
 * else the oldest of the installation. @throws DomainError `not_found` when there is none
 */
export async function instanceOfActor(ctx: Pick<Context, 'actor'>, asked: string | null): Promise<Instance> {
  const own = ctx.actor.instanceId
  if (asked !== null) return findInstance(ctx, asked)
  if (own !== null) return findInstance(ctx, formatId('instance', own))
  const oldest = await prisma().instance.findFirst({ orderBy: { id: 'asc' } })
  if (oldest === null) throw new DomainError('not_found', 'There is no instance yet. Create one first.')
  return oldest
}

/** The same for writes that a root token without an instance makes everywhere (event types). */
export async function instancesOfActor(ctx: Pick<Context, 'actor'>, asked: string | null): Promise<Instance[]> {
  if (asked !== null || ctx.actor.instanceId !== null) return [await instanceOfActor(ctx, asked)]
  const all = await prisma().instance.findMany({ orderBy: { id: 'asc' } })
  if (all.length === 0) throw new DomainError('not_found', 'There is no instance yet. Create one first.')
  return all
}
