import type { Transaction } from '#lib/db/client.ts'

/** A task in hand: its row is locked until the chunk is committed. */
export interface RunningTask {
  readonly id: string
  /** Null: of every instance. */
  readonly instance_id: string | null
  readonly instance_key: number | null
  readonly kind: string
  readonly input: unknown
  readonly cursor: unknown
  readonly result: unknown
  readonly created_at: Date
}

/** One bounded chunk of a task in the transaction that locked it. True while there may be more to do now. */
export type TaskStep = (tx: Transaction, task: RunningTask) => Promise<boolean>

/** Ends a task. Always false: nothing is left to do. */
export async function endTask(
  tx: Transaction,
  id: string,
  status: 'finished' | 'failed' = 'finished',
  error: string | null = null,
): Promise<false> {
  await tx.$executeRaw`UPDATE task SET status = ${status}, error = ${error}, finished_at = now(), updated_at = now()
    WHERE id = ${id}::uuid`
  return false
}
