import { prisma } from '#lib/db/client.ts'
import type { TaskCursor } from './schemas.ts'
import { selectCandidates, type TaskScope } from './select-candidates.ts'
import { nextPhase } from './task-phases.ts'

export interface TaskCount {
  /** Deliveries that would be sent, of the candidates looked at. */
  readonly chosen: number
  /** Where the rest starts; null when all were looked at. */
  readonly next: TaskCursor | null
}

interface LookedAt {
  readonly seen: number
  readonly chosen: number
  readonly at: string | null
  readonly id: string | null
}

/**
 * How many deliveries a task would send now, of its next candidates: each costs several look-ups, so that all of a busy
 * day's would take seconds.
 * @param from null begins @param most candidates to look at
 */
export async function countTask(scope: TaskScope, from: TaskCursor | null, most: number): Promise<TaskCount> {
  let cursor = from ?? nextPhase(scope.kind, null)
  let chosen = 0
  for (let room = most; cursor !== null && room > 0; ) {
    const page = await lookAt(scope, cursor, room)
    chosen += page.chosen
    cursor = page.seen < room ? nextPhase(scope.kind, cursor.phase) : { ...cursor, at: page.at, id: page.id }
    room -= page.seen
  }
  return { chosen, next: cursor }
}

async function lookAt(scope: TaskScope, cursor: TaskCursor, most: number): Promise<LookedAt> {
  const [page] = await prisma().$queryRaw<LookedAt[]>`
    SELECT count(*)::int AS seen, count(*) FILTER (WHERE chosen)::int AS chosen,
      (array_agg(at ORDER BY place DESC))[1] AS at, (array_agg(id::text ORDER BY place DESC))[1] AS id
    FROM (SELECT *, row_number() OVER () AS place FROM (${selectCandidates(scope, cursor, most)}) AS found) AS candidate`
  return page ?? { seen: 0, chosen: 0, at: null, id: null }
}
