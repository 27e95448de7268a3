import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import type { ConsumerCount } from './schemas.ts'

/** How many consumers the actor's instances have, enabled and disabled. */
export async function countConsumers(ctx: Context): Promise<ConsumerCount> {
  authorize(ctx, 'read')
  const instanceId = ctx.actor.instanceId
  const where = { kind: 'consumer', deletedAt: null, ...(instanceId === null ? {} : { instanceId }) }
  const [active, disabled] = await Promise.all([
    prisma().consumer.count({ where: { ...where, disabled: false } }),
    prisma().consumer.count({ where: { ...where, disabled: true } }),
  ])
  return { active, disabled }
}
