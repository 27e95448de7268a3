import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findMessage } from './find-message.ts'

/** Removes the body of a message and what its attempts kept of it, at once. The rest of the log stays. */
export async function expungeMessage(ctx: Context, instance: string, message: string): Promise<void> {
  authorize(ctx, 'message:expunge')
  const found = await findInstance(ctx, instance)
  const row = await findMessage(ctx, found, message)
  await prisma().$transaction(async (tx) => {
    await tx.$executeRaw`update message set body = null where id = ${row.id}::uuid and instance = ${found.key}`
    await tx.$executeRaw`
      update attempt set request_body = null, response_body = null where message_id = ${row.id}::uuid`
    const target = { kind: 'message', id: formatId('message', row.id), name: row.event_type }
    await writeAudit(tx, ctx, { action: 'message.expunge', instanceId: found.id, target })
  })
}
