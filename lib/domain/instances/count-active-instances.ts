import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'

/** How many instances have at least one consumer (that is enabled, when asked). */
export async function countActiveInstances(ctx: Context, excludeDisabled: boolean): Promise<number> {
  authorize(ctx, 'read')
  return prisma().instance.count({
    where: {
      ...(ctx.actor.instanceId === null ? {} : { id: ctx.actor.instanceId }),
      consumers: { some: { kind: 'consumer', deletedAt: null, ...(excludeDisabled ? { disabled: false } : {}) } },
    },
  })
}
