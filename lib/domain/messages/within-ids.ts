import { Prisma } from '#lib/db/generated/client.ts'

/** That an id is one of the messages that are looked at. */
export type Within = (id: Prisma.Sql) => Prisma.Sql

/**
 * From the lowest to the highest id of the messages, both included. It stands at every partitioned table that is asked
 * about them: Postgres then plans for their days, not for all that are kept.
 */
export function withinIds(lowest: string | undefined, highest: string | undefined): Within {
  return (id) => Prisma.sql`${id} between ${lowest}::uuid and ${highest}::uuid`
}
