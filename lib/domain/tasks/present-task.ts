import type { Task } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { type TaskView, taskInputSchema, taskKindSchema, taskStatusSchema } from './schemas.ts'

export function presentTask(row: Task): TaskView {
  const input = taskInputSchema.parse(row.input)
  return {
    id: formatId('task', row.id),
    kind: taskKindSchema.parse(row.kind),
    status: taskStatusSchema.parse(row.status),
    consumerId: input.consumerId,
    since: input.since,
    until: input.until,
    total: row.total,
    done: row.done,
    secondsLeft: secondsLeft(row),
    error: row.error,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

function secondsLeft({ status, total, done, createdAt, updatedAt }: Task): number | null {
  const elapsed = (updatedAt.getTime() - createdAt.getTime()) / 1000
  if (status !== 'running' || total === null || done === 0 || elapsed <= 0) return null
  return Math.max(0, Math.ceil(((total - done) * elapsed) / done))
}
