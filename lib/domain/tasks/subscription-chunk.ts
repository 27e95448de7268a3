import { formatId } from '../ids.ts'
import { keepFound, nextInstances } from './next-instances.ts'
import { endTask, type TaskStep } from './running-task.ts'

interface Row {
  readonly instance_id: string
  readonly types: string[]
  readonly takes_all: boolean
}

/** Which event types the consumers of the next instances ask for by name, and whether one takes all. */
export const advanceSubscriptions: TaskStep = async (tx, task) => {
  const instances = await nextInstances(tx, task)
  if (instances.length === 0) return endTask(tx, task.id)
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.instance_id::text AS instance_id, bool_or(cardinality(c.event_types) = 0) AS takes_all,
      coalesce(array_agg(DISTINCT t.name ORDER BY t.name) FILTER (WHERE t.name IS NOT NULL), '{}') AS types
    FROM consumer c LEFT JOIN LATERAL unnest(c.event_types) AS t (name) ON true
    WHERE c.instance_id = ANY (${instances.map(({ id }) => id)}::uuid[]) AND c.kind = 'consumer' AND c.deleted_at IS NULL
    GROUP BY c.instance_id`
  const byInstance = new Map(rows.map((row) => [row.instance_id, row]))
  const found = instances.map(({ id }) => {
    const row = byInstance.get(id)
    return { id: formatId('instance', id), eventTypes: row?.types ?? [], takesAll: row?.takes_all ?? false }
  })
  return keepFound(tx, task, instances, found)
}
