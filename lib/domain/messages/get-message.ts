import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findMessage } from './find-message.ts'
import { presentMessage } from './message-row.ts'
import type { MessageView } from './schemas.ts'

/** One message by id or event id, with its body unless told otherwise. @throws DomainError `not_found` */
export async function getMessage(
  ctx: Context,
  instance: string,
  message: string,
  options: { readonly withBody: boolean } = { withBody: true },
): Promise<MessageView> {
  authorize(ctx, 'read')
  return presentMessage(await findMessage(ctx, await findInstance(ctx, instance), message, options))
}
