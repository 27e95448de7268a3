import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { type MessageRow, messageColumns, presentMessage } from '../messages/message-row.ts'
import type { MessageView } from '../messages/schemas.ts'
import { authorize } from '../permissions.ts'
import type { AttemptView } from './schemas.ts'

/** The messages of some attempts, without their bodies, by id. */
export async function messagesOfAttempts(
  ctx: Context,
  instance: string,
  attempts: readonly AttemptView[],
): Promise<Map<string, MessageView>> {
  authorize(ctx, 'read')
  const { key } = await findInstance(ctx, instance)
  const ids = [...new Set(attempts.map(({ messageId }) => parseId('message', messageId)))]
  const rows = await prisma().$queryRaw<MessageRow[]>`
    select ${messageColumns(false)} from message m where m.instance = ${key}::int and m.id = any(${ids}::uuid[])`
  return new Map(rows.map(presentMessage).map((view) => [view.id, view]))
}
