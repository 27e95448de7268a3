import { prisma } from '#lib/db/client.ts'
import type { Instance } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

/** The instance with this id or uid. One the actor may not see does not exist for it. @throws DomainError `not_found` */
export async function findInstance(ctx: Pick<Context, 'actor'>, idOrUid: string): Promise<Instance> {
  const id = parseId('instance', idOrUid)
  const row = await prisma().instance.findUnique({ where: id === null ? { uid: idOrUid } : { id } })
  const visible = row !== null && (ctx.actor.instanceId === null || ctx.actor.instanceId === row.id)
  if (!visible) throw new DomainError('not_found', 'No such instance. Check its id or uid.')
  return row
}
