import { prisma } from '#lib/db/client.ts'
import type { Task } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

/** The task of this instance (null: of any) with this id. @throws DomainError `not_found` */
export async function findTask(instanceId: string | null, taskId: string): Promise<Task> {
  const id = parseId('task', taskId)
  const where = { id: id ?? '', ...(instanceId === null ? {} : { instanceId }) }
  const row = id === null ? null : await prisma().task.findFirst({ where })
  if (row === null) throw new DomainError('not_found', 'No such task. Check its id.')
  return row
}
