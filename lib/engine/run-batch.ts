import { type Clock, RowError } from './ports.ts'

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2000

export interface BatchRun<T> {
  readonly clock: Clock
  /** Sends the batch; rejects with `RowError` when a row is at fault, with anything else when the outcome is unknown. */
  readonly send: (batch: readonly T[]) => Promise<void>
  /** A row that is at fault by itself. */
  readonly onRowFault: (item: T, error: RowError) => void
  /** The batch failed for no fault of its rows and is about to be sent again; false gives it up. */
  readonly onTrouble: (error: unknown, failures: number) => boolean
  /** The batch was given up. */
  readonly onGivenUp: (batch: readonly T[], error: unknown) => void
}

/**
 * Sends a batch until its outcome is known: one bad row never fails the others (halves are sent by themselves), and an
 * unknown outcome sends the same rows again, which their ids make harmless. Never rejects.
 */
export async function runBatch<T>(batch: readonly T[], run: BatchRun<T>): Promise<void> {
  for (let failures = 1; ; failures++) {
    try {
      await run.send(batch)
      return
    } catch (error) {
      if (error instanceof RowError) return splitBatch(batch, run, error)
      if (!run.onTrouble(error, failures)) return run.onGivenUp(batch, error)
      await pause(run.clock, Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)))
    }
  }
}

async function splitBatch<T>(batch: readonly T[], run: BatchRun<T>, error: RowError): Promise<void> {
  const [only] = batch
  if (only === undefined) return
  if (batch.length === 1) return run.onRowFault(only, error)
  const middle = batch.length >> 1
  await runBatch(batch.slice(0, middle), run)
  await runBatch(batch.slice(middle), run)
}

function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => clock.after(ms, resolve))
}
