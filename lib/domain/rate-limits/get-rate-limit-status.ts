import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { FIRST_IN_LANE } from '../deliveries/first-in-lane.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { RateLimitStatus } from './schemas.ts'

/** Queue rows counted, so that the answer takes as long for a backlog of a million. */
const COUNTED = 100_000

interface Depth {
  readonly queued: number
  readonly due: number
  readonly since: Date | null
}

/** What waits for a consumer and how long that takes at its rate limit. @throws DomainError `not_found` */
export async function getRateLimitStatus(ctx: Context, instance: string, consumer: string): Promise<RateLimitStatus> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const { key, rate, paused } = await findConsumer(found, consumer)
  // Manual and test rows carry a reserved past time, which says nothing about waiting.
  const [depth] = await prisma().$queryRaw<Depth[]>`
    select count(*)::int as queued, (count(*) filter (where due_at <= now()))::int as due,
      min(due_at) filter (where due_at > ${Prisma.raw(FIRST_IN_LANE)} and due_at <= now()) as since
    from (select due_at from queue where consumer = ${key} order by due_at limit ${COUNTED + 1}::int) as counted`
  const { queued, due, since } = depth ?? { queued: 0, due: 0, since: null }
  const limits = [rate, found.rate].filter((limit) => limit !== null)
  const isLimited = limits.length > 0 && due > 0
  return {
    status: isLimited ? 'RateLimited' : 'Ok',
    throttledSince: isLimited ? (since?.toISOString() ?? null) : null,
    rate,
    instanceRate: found.rate,
    queued: Math.min(queued, COUNTED),
    due: Math.min(due, COUNTED),
    isMore: queued > COUNTED,
    secondsToDrain: limits.length === 0 || paused ? null : Math.min(due, COUNTED) / Math.min(...limits),
    paused,
  }
}
