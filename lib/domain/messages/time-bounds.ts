import { Prisma } from '#lib/db/generated/client.ts'

/** The smallest UUIDv7 of a moment: message ids are ordered by time, so a range of time is a range of ids. */
export function uuidFloor(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`
}

/** SQL condition on a message id column for a half-open range of time. */
export function withinTime(column: Prisma.Sql, after: Date | undefined, before: Date | undefined): Prisma.Sql {
  return Prisma.join(
    [
      Prisma.sql`true`,
      ...(after ? [Prisma.sql`${column} >= ${uuidFloor(after)}::uuid`] : []),
      ...(before ? [Prisma.sql`${column} < ${uuidFloor(before)}::uuid`] : []),
    ],
    ' and ',
  )
}
