import { prisma } from '#lib/db/client.ts'
import { selectCandidates, type TaskScope } from './select-candidates.ts'
import { TASK_PHASES } from './task-phases.ts'

/** How many deliveries a task would send now. */
export async function countTask(scope: TaskScope): Promise<number> {
  let total = 0
  for (const phase of TASK_PHASES[scope.kind]) {
    const candidates = selectCandidates(scope, { phase, at: null, id: null }, null)
    const [row] = await prisma().$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (${candidates}) AS candidate WHERE chosen`
    total += row?.n ?? 0
  }
  return total
}
