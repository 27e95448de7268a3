import { z } from 'zod'
import type { DeliveryStatus } from '#lib/domain/deliveries/schemas.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { instantSchema } from '#lib/domain/schemas.ts'

const LONGEST_MS = 28 * 24 * 3_600_000

/** At most 28 days; the last 28 when nothing is said. */
export const statsQuery = z.object({ since: instantSchema.optional(), until: instantSchema.optional() })

/** The range that is asked for, the last 28 days without one. @throws DomainError `validation` for a longer one */
export function statsRange({ since, until }: z.output<typeof statsQuery>): { since: Date; until: Date } {
  const end = until ?? new Date()
  const start = since ?? new Date(end.getTime() - LONGEST_MS)
  if (start.getTime() < end.getTime() && end.getTime() - start.getTime() <= LONGEST_MS)
    return { since: start, until: end }
  const msg = 'must be a range of at most 28 days'
  throw new DomainError('validation', msg, { problems: [{ loc: ['query', 'since'], msg, type: 'value_error' }] })
}

export const statsOut = z.object({
  success: z.int(),
  pending: z.int(),
  sending: z.int(),
  fail: z.int(),
  canceled: z.int(),
})

export function presentDeliveryCounts(counts: Readonly<Record<DeliveryStatus, number>>): z.output<typeof statsOut> {
  return {
    success: counts.success,
    pending: counts.scheduled + counts.attempting,
    sending: counts.sending,
    fail: counts.failure,
    canceled: counts.cancelled,
  }
}
