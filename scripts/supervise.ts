import type { ChildProcess } from 'node:child_process'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

/** One process to keep alive. */
export type PartOptions = {
  name: string
  launch: () => ChildProcess
  /** Answers below 500 here once the part is ready. */
  healthUrl: string
  /** How long it may drain after SIGTERM before it is killed, in ms. */
  graceMs: number
  log: (line: string) => void
}

export type Part = {
  /** Resolves at the first good answer. @throws when it keeps dying, or is silent for two minutes */
  untilReady: () => Promise<void>
  stop: () => Promise<void>
}

/** Imported by a part, it ends the part when its supervisor is gone. */
export const PRELOAD = path.resolve('scripts/exit-with-supervisor.mjs')

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 10_000
const STABLE_AFTER_MS = 30_000
const READY_WITHIN_MS = 120_000
const DEATHS_BEFORE_GIVING_UP = 3

/** Starts a process and starts it again whenever it dies, waiting longer each time it dies young. */
export function supervise(options: PartOptions): Part {
  let child: ChildProcess | undefined
  let isStopping = false
  let deaths = 0
  let wait = FIRST_WAIT_MS
  const stopWaiting = new AbortController()

  const runOnce = () =>
    new Promise<string>((resolve) => {
      child = options.launch()
      options.log(`${options.name} runs (pid ${child.pid})`)
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
    })

  const keepRunning = async () => {
    while (!isStopping) {
      const startedAt = performance.now()
      const end = await runOnce()
      if (isStopping) return
      deaths += 1
      if (performance.now() - startedAt > STABLE_AFTER_MS) wait = FIRST_WAIT_MS
      options.log(`${options.name} ended (${end}); starting it again in ${wait} ms`)
      await delay(wait, undefined, { signal: stopWaiting.signal }).catch(() => {})
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }
  const ended = keepRunning()

  const untilReady = async () => {
    const deadline = performance.now() + READY_WITHIN_MS
    while (!(await answers(options.healthUrl))) {
      if (isStopping) return
      if (deaths >= DEATHS_BEFORE_GIVING_UP) throw new Error(`${options.name} does not start: see the lines above.`)
      if (performance.now() > deadline) throw new Error(`${options.name} was not ready within two minutes.`)
      await delay(50)
    }
  }

  const stop = async () => {
    isStopping = true
    stopWaiting.abort()
    child?.kill('SIGTERM')
    const impatient = setTimeout(() => child?.kill('SIGKILL'), options.graceMs)
    await ended
    clearTimeout(impatient)
  }
  return { untilReady, stop }
}

async function answers(url: string): Promise<boolean> {
  try {
    // A connection that is kept would be waited for when the part stops.
    const headers = { connection: 'close' }
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(5_000) })
    await response.body?.cancel()
    return response.status < 500
  } catch {
    return false
  }
}
