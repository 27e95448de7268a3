import type { ReplayKind, TaskCursor } from './schemas.ts'

/** Recover walks final failures, then brings forward what is still trying; the replays walk messages. */
export const TASK_PHASES: Readonly<Record<ReplayKind, readonly TaskCursor['phase'][]>> = {
  recover: ['failed', 'waiting'],
  replay_missing: ['messages'],
  bulk_replay: ['messages'],
}

/** The start of a task's next phase, or null after its last. */
export function nextPhase(kind: ReplayKind, after: TaskCursor['phase'] | null): TaskCursor | null {
  const phases = TASK_PHASES[kind]
  const phase = phases[after === null ? 0 : phases.indexOf(after) + 1]
  return phase === undefined ? null : { phase, at: null, id: null }
}
