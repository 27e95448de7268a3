import { writeOpenApi } from '../event-types/write-open-api.ts'
import { endTask, type TaskStep } from './running-task.ts'

/** Writes the catalogue of an instance as an OpenAPI document: one chunk, as one page shows it. */
export const advanceExport: TaskStep = async (tx, { id, instance_id }) => {
  const instance = await tx.instance.findUniqueOrThrow({ where: { id: instance_id ?? '' } })
  const types = await tx.eventType.findMany({
    where: { instanceId: instance.id, archived: false },
    orderBy: { name: 'asc' },
  })
  const result = JSON.stringify({ document: writeOpenApi(instance.name, types) })
  await tx.$executeRaw`UPDATE task SET result = ${result}::jsonb, done = ${types.length} WHERE id = ${id}::uuid`
  return endTask(tx, id)
}
