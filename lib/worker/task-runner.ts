import type { Logger } from 'pino'
import { advanceTask } from '#lib/domain/tasks/advance-task.ts'
import { runningTasks } from '#lib/domain/tasks/running-tasks.ts'

const BUSY_MS = 100
const IDLE_MS = 1000

/** What the runner does, injected for tests: which tasks run, and one chunk of one of them. */
export interface TaskSteps {
  running(): Promise<readonly string[]>
  advance(id: string): Promise<boolean>
}

const STEPS: TaskSteps = { running: runningTasks, advance: advanceTask }

/** One chunk of every running task; true when some task had work to do. A failing task never stops the others. */
export async function advanceTasks(log: Logger, steps: TaskSteps = STEPS): Promise<boolean> {
  let busy = false
  for (const id of await steps.running()) {
    try {
      busy = (await steps.advance(id)) || busy
    } catch (error) {
      log.error({ err: error, task: id }, 'a task could not be advanced; it is tried again')
    }
  }
  return busy
}

/** Advances tasks until stopped; `stop` resolves when the chunk in hand is committed. */
export function startTaskRunner(log: Logger, steps: TaskSteps = STEPS): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round = Promise.resolve()
  const next = (afterMs: number) => {
    if (stopped) return
    timer = setTimeout(() => {
      round = run()
    }, afterMs)
  }
  async function run() {
    let busy = false
    try {
      busy = await advanceTasks(log, steps)
    } catch (error) {
      log.error({ err: error }, 'tasks could not be listed; tried again')
    }
    next(busy ? BUSY_MS : IDLE_MS)
  }
  next(0)
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
