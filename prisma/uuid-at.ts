import { Prisma } from '#lib/db/generated/client.ts'

/** SQL of a UUIDv7 of a time in the past: lists in the order of ids are then in the order of time. */
export function uuidAt(time: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(left(hot.uuid_floor(${time})::text, 14) || '7' || right(gen_random_uuid()::text, 21))::uuid`
}
