import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { orConflict } from '../conflict.ts'
import { notifyConfiguration } from '../consumers/notify-configuration.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findInstance } from './find-instance.ts'
import { presentInstance } from './present-instance.ts'
import type { InstancePatch, InstanceView } from './schemas.ts'
import { writeInstanceLane } from './write-instance-lane.ts'

/** Changes what is present; null clears. @throws DomainError `not_found`, `conflict` */
export async function updateInstance(ctx: Context, instance: string, patch: InstancePatch): Promise<InstanceView> {
  authorize(ctx, 'instance:write')
  const before = await findInstance(ctx, instance)
  return orConflict(`An instance with the uid "${patch.uid}" exists already.`, () =>
    prisma().$transaction(async (tx) => {
      const row = await tx.instance.update({
        where: { id: before.id },
        data: { ...patch, configVersion: { increment: 1 } },
      })
      if (patch.rate !== undefined) await writeInstanceLane(tx, row.key, row.rate)
      await notifyConfiguration(tx, row.key)
      const view = presentInstance(row)
      await writeAudit(tx, ctx, {
        action: 'instance.update',
        instanceId: row.id,
        target: { kind: 'instance', id: view.id, name: view.name },
        before: presentInstance(before),
        after: view,
      })
      return view
    }),
  )
}
