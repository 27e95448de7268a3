import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { authorize } from '../permissions.ts'
import { queueResend } from './queue-resend.ts'

/**
 * Tries one message for one consumer again, before everything else in its lane and even while it is paused.
 * @throws DomainError `not_found`, `bad_request` when the body was expunged or the consumer is disabled
 */
export async function resend(ctx: Context, instance: string, message: string, consumer: string): Promise<void> {
  authorize(ctx, 'delivery:write')
  const found = await findInstance(ctx, instance)
  const [to, row] = await Promise.all([
    findConsumer(found, consumer),
    findMessage(ctx, found, message, { withBody: true }),
  ])
  if (to.disabled) throw new DomainError('bad_request', 'This consumer is disabled. Enable it, then send again.')
  if (row.body === null) throw new DomainError('bad_request', 'The body of this message was expunged.')
  await prisma().$transaction(async (tx) => {
    await queueResend(tx, { messageId: row.id, consumerKey: to.key, size: row.size })
    const target = { kind: 'message', id: formatId('message', row.id), name: row.event_type }
    await writeAudit(tx, ctx, {
      action: 'delivery.resend',
      instanceId: found.id,
      target,
      after: { consumer: formatId('consumer', to.id) },
    })
  })
}
