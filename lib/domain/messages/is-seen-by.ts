import { Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { can } from '../permissions.ts'
import { MESSAGE_FLAG } from './message-flags.ts'

/**
 * That the actor may see a message with these flags. Posthorn's own events and their attempts are for operators, like
 * the endpoints that they go to: customers in the portal see neither.
 */
export function isSeenBy(ctx: Pick<Context, 'actor'>, flags: Prisma.Sql): Prisma.Sql {
  if (can(ctx, 'source:read')) return Prisma.sql`true`
  return Prisma.sql`${flags} & ${MESSAGE_FLAG.operational}::int = 0`
}
