import { z } from 'zod'

/** Prisma's codes for a row that is no longer there, and for one that refers to a row that is no longer there. */
const coded = z.object({ code: z.enum(['P2025', 'P2003']) })
/** Statements of our own fail with one code for everything; what happened is in the adapter's error. */
const rawStatement = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ kind: z.literal('ForeignKeyConstraintViolation') }) }),
  }),
})
const removed = z.union([coded, rawStatement])

/** True when what a verb had looked up was deleted by another request before it was written. */
export function isRemovedMeanwhile(error: unknown): boolean {
  return error instanceof Error && removed.safeParse(error).success
}
