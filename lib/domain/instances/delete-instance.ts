import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { notifyConfiguration } from '../consumers/notify-configuration.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { findInstance } from './find-instance.ts'
import { presentInstance } from './present-instance.ts'

/**
 * Deletes an instance with everything that hangs on it; what was scheduled is not sent. @throws DomainError `not_found`
 */
export async function deleteInstance(ctx: Context, instance: string): Promise<void> {
  authorize(ctx, 'instance:write')
  const row = await findInstance(ctx, instance)
  await prisma().$transaction(async (tx) => {
    await tx.$executeRaw`
      delete from queue where consumer in (select key from consumer where instance_id = ${row.id}::uuid)`
    await tx.$executeRaw`delete from lane where instance = ${row.key}`
    await tx.$executeRaw`delete from instance_lane where instance = ${row.key}`
    await tx.instance.delete({ where: { id: row.id } })
    await notifyConfiguration(tx, row.key)
    const before = presentInstance(row)
    const target = { kind: 'instance', id: before.id, name: before.name }
    await writeAudit(tx, ctx, { action: 'instance.delete', instanceId: null, target, before })
  })
}
