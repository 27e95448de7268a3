import { availableParallelism } from 'node:os'
import { SandboxThread, type ThreadAnswer, timedOut } from './sandbox-thread.ts'
import { readTransformed } from './transformed-webhook.ts'
import type { Sandbox, TransformationInput, TransformationResult } from './types.ts'

export interface TransformSandboxOptions {
  /** Threads; half of the cores, at least one and at most four, by default. */
  readonly threads?: number
  /** Ms after which a call is ended whatever it does. */
  readonly wallMs?: number
}

interface Job {
  readonly code: string
  readonly input: TransformationInput
  readonly resolve: (result: TransformationResult) => void
}

const codeLimit = 50 * 1024

/**
 * Runs user code in QuickJS (WebAssembly) on worker threads. Waiting calls are taken in turn by their code, so that
 * one slow transformation does not hold up the others.
 */
export class TransformSandbox implements Sandbox {
  readonly #threads: number
  readonly #wallMs: number
  readonly #idle: SandboxThread[] = []
  readonly #all = new Set<SandboxThread>()
  /** In order of service. */
  readonly #waiting = new Map<string, Job[]>()
  #closed = false

  constructor(options: TransformSandboxOptions = {}) {
    this.#threads = options.threads ?? Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2)))
    this.#wallMs = options.wallMs ?? 1000
  }

  run(code: string, input: TransformationInput): Promise<TransformationResult> {
    if (this.#closed) return Promise.resolve(failed('The sandbox is closed.'))
    if (Buffer.byteLength(code) > codeLimit) return Promise.resolve(failed('The code is larger than 50 KiB.'))
    return new Promise((resolve) => {
      const job = { code, input, resolve }
      const queue = this.#waiting.get(code)
      if (queue === undefined) this.#waiting.set(code, [job])
      else queue.push(job)
      this.#advance()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const jobs of this.#waiting.values()) for (const job of jobs) job.resolve(failed('The sandbox is closed.'))
    this.#waiting.clear()
    await Promise.all([...this.#all].map((thread) => thread.close()))
  }

  #advance(): void {
    while (this.#waiting.size > 0 && !this.#closed) {
      const thread = this.#idle.pop() ?? this.#start()
      if (thread === null) return
      const job = this.#next()
      if (job === undefined) return
      void this.#work(thread, job)
    }
  }

  #start(): SandboxThread | null {
    if (this.#all.size >= this.#threads) return null
    const thread = new SandboxThread()
    this.#all.add(thread)
    return thread
  }

  /** The first of the code whose turn it is; that code then goes to the end of the line. */
  #next(): Job | undefined {
    const [turn] = this.#waiting
    if (turn === undefined) return undefined
    const [code, jobs] = turn
    const job = jobs.shift()
    this.#waiting.delete(code)
    if (jobs.length > 0) this.#waiting.set(code, jobs)
    return job
  }

  async #work(thread: SandboxThread, job: Job): Promise<void> {
    await thread.ready()
    const answer = await thread.run(job.code, JSON.stringify({ ...job.input, cancel: false }), this.#wallMs)
    if (answer.spent) {
      this.#all.delete(thread)
      void thread.close()
    } else {
      this.#idle.push(thread)
    }
    job.resolve(this.#read(answer, job.input))
    this.#advance()
  }

  #read({ outcome }: ThreadAnswer, input: TransformationInput): TransformationResult {
    switch (outcome.kind) {
      case 'value':
        return readTransformed(outcome.json, input, outcome.console)
      case 'error':
        return outcome
      case 'fatal':
        return failed(
          outcome.fault === timedOut
            ? `The code was stopped after ${this.#wallMs} ms.`
            : `The code was stopped: it broke a limit of the sandbox (${outcome.fault}).`,
        )
    }
  }
}

function failed(message: string): TransformationResult {
  return { kind: 'error', message, line: null, column: null, console: [] }
}
