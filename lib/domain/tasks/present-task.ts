import type { Task } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { replayInputSchema, type TaskView, taskKindSchema, taskStatusSchema, taskViewSchema } from './schemas.ts'

const aboutSchema = replayInputSchema.pick({ consumerId: true, since: true, until: true }).partial()

/** A background task as the API shows it. */
export function presentTask(row: Task): TaskView {
  const about = aboutSchema.parse(row.input)
  return {
    id: formatId('task', row.id),
    kind: taskKindSchema.parse(row.kind),
    status: taskStatusSchema.parse(row.status),
    consumerId: about.consumerId ?? null,
    since: about.since ?? null,
    until: about.until ?? null,
    total: row.total,
    done: row.done,
    secondsLeft: secondsLeft(row),
    error: row.error,
    result: taskViewSchema.shape.result.parse(row.result),
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
