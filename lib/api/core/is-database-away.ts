import { z } from 'zod'
import { SERVER_TROUBLE } from '#lib/server-trouble.ts'

/** Prisma's codes for a database that cannot be reached, hung up, or has no connection or transaction to give in time. */
const AWAY_CODES = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']
const AWAY_KINDS = ['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']

const coded = z.object({ code: z.enum(AWAY_CODES) })
/** Elsewhere one code stands for everything; what happened is in the adapter's error. */
const told = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.union([z.object({ kind: z.enum(AWAY_KINDS) }), z.object({ code: z.string().regex(SERVER_TROUBLE) })]),
    }),
  }),
})
const away = z.union([coded, told])

/** True when Prisma failed because the database is not there, whatever it was asked. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof Error && away.safeParse(error).success
}
