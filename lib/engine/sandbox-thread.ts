import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { z } from 'zod'

const trace = { message: z.string(), line: z.number().nullable(), column: z.number().nullable() }
const lines = { console: z.array(z.string()) }

const answer = z.object({
  /** True when the thread must not be used again. */
  spent: z.boolean(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('value'), json: z.string().nullable(), ...lines }),
    z.object({ kind: z.literal('error'), ...trace, ...lines }),
    z.object({ kind: z.literal('fatal'), fault: z.string(), ...lines }),
  ]),
})

export type ThreadAnswer = z.output<typeof answer>

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

/** A worker thread that runs one call at a time. */
export class SandboxThread {
  readonly #worker: Worker
  readonly #ready: Promise<unknown>
  #settle: ((answer: ThreadAnswer) => void) | null = null
  #ended = false

  constructor() {
    // Without the loaders, variables and standard streams of this process.
    this.#worker = new WorkerThread(workerFile(), {
      execArgv: [],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 },
    })
    this.#ready = Promise.race([once(this.#worker, 'message'), once(this.#worker, 'exit')]).catch(() => {})
    this.#worker.on('message', (message) => {
      if (message !== 'ready') this.#finish(answer.parse(message))
    })
    this.#worker.on('error', (error) => this.#fail(String(error)))
    this.#worker.on('exit', () => {
      this.#ended = true
      this.#fail('the thread ended')
    })
  }

  /** Resolves once the thread has loaded QuickJS, or has ended: the clock of a call starts after that. */
  async ready(): Promise<void> {
    await this.#ready
  }

  /** Never rejects; a call that runs longer than `wallMs` is ended together with the thread. */
  run(code: string, input: string, wallMs: number): Promise<ThreadAnswer> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#fail(timedOut)
        void this.close()
      }, wallMs)
      this.#settle = (result) => {
        clearTimeout(timer)
        // An idle thread does not keep the process alive; one that starts or runs does.
        this.#worker.unref()
        resolve(result)
      }
      this.#worker.ref()
      if (this.#ended) this.#fail('the thread could not start')
      else this.#worker.postMessage({ code, input })
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #finish(result: ThreadAnswer): void {
    const settle = this.#settle
    this.#settle = null
    settle?.(result)
  }

  #fail(fault: string): void {
    this.#finish({ spent: true, outcome: { kind: 'fatal', fault, console: [] } })
  }
}

/** The fault of a call that was ended by the wall clock. */
export const timedOut = 'timed out'
