import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { authorize } from '../permissions.ts'
import { ATTEMPT_COLUMNS, type AttemptRow, presentAttempt } from './attempt-row.ts'
import type { AttemptView } from './schemas.ts'

/** One attempt of a message. @throws DomainError `not_found` */
export async function getAttempt(
  ctx: Context,
  instance: string,
  message: string,
  attempt: string,
): Promise<AttemptView> {
  authorize(ctx, 'read')
  const { id: messageId } = await findMessage(ctx, await findInstance(ctx, instance), message)
  const id = parseId('attempt', attempt)
  const [row] =
    id === null
      ? []
      : await prisma().$queryRaw<AttemptRow[]>`
          select ${ATTEMPT_COLUMNS} from attempt a join consumer c on c.key = a.consumer
          where a.message_id = ${messageId}::uuid and a.id = ${id}::uuid`
  if (row === undefined) throw new DomainError('not_found', 'No such attempt of this message.')
  return presentAttempt(row)
}
