import { formatId } from '../ids.ts'
import { attemptCounts, grainSince } from '../statistics/select-attempt-counts.ts'
import { keepFound, nextInstances } from './next-instances.ts'
import { endTask, type TaskStep } from './running-task.ts'
import { countInputSchema } from './schemas.ts'

/** Counts the attempts of the next instances in the range, from the roll-ups. */
export const advanceCount: TaskStep = async (tx, task) => {
  const { instanceIds, ...range } = countInputSchema.parse(task.input)
  const [since, until] = [new Date(range.since), new Date(range.until)]
  const instances = await nextInstances(tx, task, instanceIds)
  if (instances.length === 0) return endTask(tx, task.id)
  const found: object[] = []
  for (const { id, key, uid } of instances) {
    const counts = attemptCounts({ instance: key, since, until, grain: grainSince(since), eventTypes: [] })
    const [row] = await tx.$queryRaw<{ attempts: number }[]>`
      SELECT coalesce(sum(success + failure + cancelled), 0)::float8 AS attempts FROM (${counts}) AS counted`
    found.push({ id: formatId('instance', id), uid, attempts: row?.attempts ?? 0 })
  }
  return keepFound(tx, task, instances, found)
}
