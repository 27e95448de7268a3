import { prisma, type Transaction } from '#lib/db/client.ts'
import { advanceBulkChange } from './bulk-chunk.ts'
import { advanceCount } from './count-chunk.ts'
import { advanceExport } from './export-chunk.ts'
import { advanceExpunge } from './expunge-chunk.ts'
import { advanceReplay } from './replay-chunk.ts'
import type { RunningTask, TaskStep } from './running-task.ts'
import { type TaskKind, taskKindSchema } from './schemas.ts'
import { advanceSubscriptions } from './subscription-chunk.ts'

const STEP: Readonly<Record<TaskKind, TaskStep>> = {
  recover: advanceReplay,
  replay_missing: advanceReplay,
  bulk_replay: advanceReplay,
  enable_consumers: advanceBulkChange,
  disable_consumers: advanceBulkChange,
  pause_consumers: advanceBulkChange,
  resume_consumers: advanceBulkChange,
  delete_consumers: advanceBulkChange,
  expunge_all: advanceExpunge,
  export_event_types: advanceExport,
  count_attempts: advanceCount,
  list_subscriptions: advanceSubscriptions,
}

/**
 * Carries out one bounded chunk of a task in one transaction with its progress, so that a killed worker leaves neither
 * a gap nor a double. Two workers never advance one task at once. Returns true while there may be more to do now.
 */
export async function advanceTask(id: string): Promise<boolean> {
  return prisma().$transaction(async (tx) => {
    const [task] = await lockTask(tx, id)
    return task === undefined ? false : STEP[taskKindSchema.parse(task.kind)](tx, task)
  })
}

function lockTask(tx: Transaction, id: string): Promise<RunningTask[]> {
  return tx.$queryRaw`
    SELECT t.id, t.instance_id, i.key AS instance_key, t.kind, t.input, t.cursor, t.result, t.created_at
    FROM task t LEFT JOIN instance i ON i.id = t.instance_id
    WHERE t.id = ${id}::uuid AND t.status = 'running' FOR UPDATE OF t SKIP LOCKED`
}
