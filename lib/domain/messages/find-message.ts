import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'
import { eventIdKey } from './dedupe-key.ts'
import { isSeenBy } from './is-seen-by.ts'
import { type MessageRow, messageColumns } from './message-row.ts'

/** The message of this instance with this id or event id, where the actor may see it. @throws DomainError `not_found` */
export async function findMessage(
  ctx: Pick<Context, 'actor'>,
  instance: { readonly key: number },
  idOrEventId: string,
  options: { readonly withBody: boolean } = { withBody: false },
): Promise<MessageRow> {
  const uuid = parseId('message', idOrEventId)
  const id =
    uuid === null
      ? Prisma.sql`(select message_id from dedupe where instance = ${instance.key}::int
          and key = ${eventIdKey(idOrEventId)} order by day desc limit 1)`
      : Prisma.sql`${uuid}::uuid`
  const [row] = await prisma().$queryRaw<MessageRow[]>`
    select ${messageColumns(options.withBody)} from message m
    where m.instance = ${instance.key}::int and m.id = ${id} and ${isSeenBy(ctx, Prisma.sql`m.flags`)}`
  if (row === undefined)
    throw new DomainError('not_found', 'No such message in this instance. It may be older than the retention.')
  return row
}
