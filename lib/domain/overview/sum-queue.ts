import { prisma } from '#lib/db/client.ts'
import { formatId } from '../ids.ts'
import type { OverviewView } from './schemas.ts'
import type { QueueDepth } from './select-queue-depths.ts'

/** The queues of an instance as one: what is held by paused consumers is not late. */
export async function sumQueue(depths: readonly QueueDepth[]): Promise<OverviewView['queue']> {
  const sum = (count: (depth: QueueDepth) => number) => depths.reduce((total, depth) => total + count(depth), 0)
  return {
    waiting: sum(({ waiting }) => waiting),
    isMore: depths.some(({ isMore }) => isMore),
    due: sum(({ isHeld, due }) => (isHeld ? 0 : due)),
    retrying: sum(({ isHeld, retrying }) => (isHeld ? 0 : retrying)),
    held: sum(({ isHeld, waiting }) => (isHeld ? waiting : 0)),
    oldestDue: await findOldest(depths),
  }
}

async function findOldest(depths: readonly QueueDepth[]): Promise<OverviewView['queue']['oldestDue']> {
  const late = depths.flatMap(({ isHeld, consumer, oldestDueAt: at }) => (isHeld || !at ? [] : [{ consumer, at }]))
  const [oldest] = late.sort((one, other) => one.at.getTime() - other.at.getTime())
  if (oldest === undefined) return null
  const row = await prisma().consumer.findUnique({ where: { key: oldest.consumer }, select: { id: true } })
  return row === null ? null : { at: oldest.at.toISOString(), consumerId: formatId('consumer', row.id) }
}
