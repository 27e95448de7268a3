import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { selectAccepted } from '../statistics/select-accepted.ts'
import type { OverviewView } from './schemas.ts'
import { selectAttention } from './select-attention.ts'
import { selectFailures } from './select-failures.ts'
import { selectQueue } from './select-queue.ts'
import { selectRejected } from './select-rejected.ts'

/** Event types named as the busiest. */
const BUSIEST = 5

/** What an operator looks at first: what is wrong, why, and what it concerns. @throws DomainError `not_found` */
export async function getOverview(ctx: Context, instance: string, hours: number): Promise<OverviewView> {
  authorize(ctx, 'source:read')
  const { id, key } = await findInstance(ctx, instance)
  const since = new Date(Date.now() - hours * 3_600_000)
  const [queue, attention, consumers, failures, rejected, busiest] = await Promise.all([
    selectQueue(key),
    selectAttention(id),
    prisma().consumer.count({ where: { instanceId: id, kind: 'consumer', deletedAt: null } }),
    selectFailures(key, since),
    selectRejected(key),
    selectAccepted(key, since, BUSIEST),
  ])
  return { consumers, attention, ...failures, rejected, busiest, queue }
}
