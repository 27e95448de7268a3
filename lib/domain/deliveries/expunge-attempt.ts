import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { getAttempt } from './get-attempt.ts'

/** Removes the response and the transformed request that an attempt kept. @throws DomainError `not_found` */
export async function expungeAttempt(ctx: Context, instance: string, message: string, attempt: string): Promise<void> {
  authorize(ctx, 'message:expunge')
  const view = await getAttempt(ctx, instance, message, attempt)
  const { id: instanceId } = await findInstance(ctx, instance)
  await prisma().$transaction(async (tx) => {
    await tx.$executeRaw`
      update attempt set request_body = null, response_body = null, response_headers = null
      where message_id = ${parseId('message', view.messageId)}::uuid and id = ${parseId('attempt', view.id)}::uuid`
    const target = { kind: 'attempt', id: view.id, name: view.eventType }
    await writeAudit(tx, ctx, { action: 'attempt.expunge', instanceId, target })
  })
}
