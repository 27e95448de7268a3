import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Fifo } from './fifo.ts'

const trace = { message: z.string(), line: z.number().nullable(), column: z.number().nullable() }
const lines = { console: z.array(z.string()) }

const answer = z.object({
  /** What the call took. */
  ms: z.number(),
  outcome: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('value'),
      /** What was returned without its payload; null when that was nothing. */
      json: z.string().nullable(),
      /** The payload's text, null when it is unchanged, missing when it was left out. */
      payload: z.string().nullable().optional(),
      ...lines,
    }),
    z.object({ kind: z.literal('error'), ...trace, ...lines }),
    /** The thread must not be used again. */
    z.object({ kind: z.literal('fatal'), fault: z.string(), ...lines }),
    /** The call has not begun, and is free to run elsewhere. */
    z.object({ kind: z.literal('unstarted') }),
  ]),
})

export type ThreadAnswer = z.output<typeof answer>

export interface ThreadCall {
  readonly code: string
  /** JSON text of an object: what the handler gets, without the payload. */
  readonly input: string
  /** JSON text of the payload. */
  readonly body: string
}

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void
}

// A bundler that sees `new Worker` bundles whatever file the path could be: the whole project.
const { Worker: WorkerThread } = process.getBuiltinModule('node:worker_threads')

const fileName = 'transform-sandbox-worker.mjs'

/** Beside this module, or where it is from the project's root when a bundler has moved this module. */
function workerFile(): string {
  if (import.meta.url.startsWith('file:')) {
    const beside = join(dirname(fileURLToPath(import.meta.url)), fileName)
    if (existsSync(beside)) return beside
  }
  return join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'engine', fileName)
}

/** A worker thread that answers calls in their order; several may wait in it, so that it never waits for this process. */
export class SandboxThread {
  readonly #worker: Worker
  readonly #ready: Promise<unknown>
  readonly #wallMs: number
  readonly #calls = new Fifo<Waiting>()
  #timer: NodeJS.Timeout | undefined
  #fault: string | null = null

  /** @param wallMs after which a call is ended together with the thread */
  constructor(wallMs: number) {
    this.#wallMs = wallMs
    // Without the loaders, variables and standard streams of this process.
    this.#worker = new WorkerThread(workerFile(), {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
    })
    this.#ready = Promise.race([once(this.#worker, 'message'), once(this.#worker, 'exit')]).catch(() => {})
    this.#worker.on('message', (message) => {
      if (message !== 'ready') this.#answered(answer.parse(message))
    })
    this.#worker.on('error', (error) => this.#fail(String(error)))
    this.#worker.on('exit', () => this.#fail('the thread ended'))
  }

  /** Calls that are not answered yet. */
  get load(): number {
    return this.#calls.length
  }

  /** Why it ended, or null while it may be used. */
  get fault(): string | null {
    return this.#fault
  }

  /** Resolves once the thread has loaded QuickJS, or has ended. */
  async ready(): Promise<void> {
    await this.#ready
    // An idle thread does not keep the process alive; one that starts or runs does.
    if (this.load === 0) this.#worker.unref()
  }

  /** Never rejects. Only for a thread that is ready and has not ended. */
  run(call: ThreadCall): Promise<ThreadAnswer> {
    return new Promise((resolve) => {
      this.#calls.push({ resolve })
      if (this.load === 1) {
        this.#worker.ref()
        this.#watch()
      }
      this.#worker.postMessage(call)
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  /** The clock of a call starts when it is the first of those that wait here. */
  #watch(): void {
    const first = this.#calls.peek()
    this.#timer = setTimeout(() => {
      // Its answer may be here already, unread because this process was busy.
      setImmediate(() => {
        if (this.#calls.peek() === first) this.#fail(timedOut)
      })
    }, this.#wallMs)
  }

  #answered(result: ThreadAnswer): void {
    clearTimeout(this.#timer)
    const call = this.#calls.shift()
    if (result.outcome.kind === 'fatal') this.#end(result.outcome.fault)
    else if (this.load === 0) this.#worker.unref()
    else this.#watch()
    call?.resolve(result)
  }

  #fail(fault: string): void {
    if (this.#fault !== null) return
    if (this.load > 0) this.#answered({ ms: 0, outcome: { kind: 'fatal', fault, console: [] } })
    else this.#end(fault)
  }

  #end(fault: string): void {
    this.#fault = fault
    clearTimeout(this.#timer)
    for (const { resolve } of this.#calls.drain()) resolve({ ms: 0, outcome: { kind: 'unstarted' } })
    void this.close()
  }
}

/** The fault of a call that was ended by the wall clock. */
export const timedOut = 'timed out'
