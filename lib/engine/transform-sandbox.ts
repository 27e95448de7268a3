import { availableParallelism } from 'node:os'
import type { Sandbox, TransformationInput, TransformationResult } from './ports.ts'
import { SandboxThread, type ThreadAnswer, timedOut } from './sandbox-thread.ts'
import { readTransformed } from './transformed-webhook.ts'
import { TurnQueue } from './turn-queue.ts'

export interface TransformSandboxOptions {
  /** Threads; half of the cores, at least two and at most four, by default. */
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
/** Calls that wait in a thread, so that it does not wait for this process between two. */
const ahead = 8
/** Code that took longer twice in a row is slow for a while: it may not use all threads. Once may be the machine. */
const slowMs = 50
const slowForMs = 10_000
const mostSlow = 1000

/**
 * Runs user code in QuickJS (WebAssembly) on worker threads. Waiting calls are taken in turn by their code, and one
 * thread is kept for code that is not slow, so that a slow transformation delays only itself.
 */
export class TransformSandbox implements Sandbox {
  readonly #most: number
  readonly #wallMs: number
  readonly #ready: SandboxThread[] = []
  readonly #starting = new Set<SandboxThread>()
  readonly #waiting = new TurnQueue<Job>()
  /** Until when code counts as slow, in monotonic ms; 0 after one long call. */
  readonly #slowUntil = new Map<string, number>()
  /** Threads with a call of slow code. */
  readonly #occupied = new Set<SandboxThread>()
  #closed = false

  constructor(options: TransformSandboxOptions = {}) {
    this.#most = options.threads ?? Math.min(4, Math.max(2, Math.floor(availableParallelism() / 2)))
    this.#wallMs = options.wallMs ?? 1000
  }

  run(code: string, input: TransformationInput): Promise<TransformationResult> {
    if (this.#closed) return Promise.resolve(failed('The sandbox is closed.'))
    if (Buffer.byteLength(code) > codeLimit) return Promise.resolve(failed('The code is larger than 50 KiB.'))
    return new Promise((resolve) => {
      this.#waiting.add(code, { code, input, resolve })
      this.#advance()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#waiting.drain()) job.resolve(failed('The sandbox is closed.'))
    await Promise.all([...this.#ready, ...this.#starting].map((thread) => thread.close()))
  }

  #advance(): void {
    while (!this.#waiting.isEmpty && !this.#closed) {
      if (!this.#giveQuick() && !this.#giveSlow()) break
    }
    const all = this.#ready.length + this.#starting.size
    if (!this.#waiting.isEmpty && !this.#closed && this.#starting.size === 0 && all < this.#most) void this.#start()
  }

  #giveQuick(): boolean {
    const free = this.#ready.filter((thread) => thread.load < ahead && !this.#occupied.has(thread))
    const thread = free.sort((one, other) => one.load - other.load)[0]
    const job = thread === undefined ? null : this.#waiting.next((code) => !this.#isSlow(code))
    if (thread === undefined || job === null) return false
    void this.#work(thread, job)
    return true
  }

  #giveSlow(): boolean {
    const thread = this.#ready.find(({ load }) => load === 0)
    if (thread === undefined || this.#occupied.size >= Math.max(1, this.#most - 1)) return false
    const job = this.#waiting.next((code) => this.#isSlow(code))
    if (job === null) return false
    this.#occupied.add(thread)
    void this.#work(thread, job)
    return true
  }

  async #start(): Promise<void> {
    const thread = new SandboxThread(this.#wallMs)
    this.#starting.add(thread)
    await thread.ready()
    this.#starting.delete(thread)
    if (thread.fault === null) this.#ready.push(thread)
    else this.#waiting.next(() => true)?.resolve(failed(`The sandbox could not start: ${thread.fault}`))
    this.#advance()
  }

  async #work(thread: SandboxThread, job: Job): Promise<void> {
    const { body, ...input } = job.input
    const answer = await thread.run({ code: job.code, input: JSON.stringify({ ...input, cancel: false }), body })
    this.#occupied.delete(thread)
    if (thread.fault !== null) this.#forget(thread)
    this.#noteSpeed(job.code, answer)
    const result = this.#read(answer, job.input)
    if (result !== null) job.resolve(result)
    else if (this.#closed) job.resolve(failed('The sandbox is closed.'))
    else this.#waiting.add(job.code, job)
    this.#advance()
  }

  #forget(thread: SandboxThread): void {
    const index = this.#ready.indexOf(thread)
    if (index >= 0) this.#ready.splice(index, 1)
  }

  #isSlow(code: string): boolean {
    return (this.#slowUntil.get(code) ?? 0) > performance.now()
  }

  #noteSpeed(code: string, { ms, outcome }: ThreadAnswer): void {
    if (outcome.kind === 'unstarted') return
    const isLong = ms > slowMs || outcome.kind === 'fatal'
    if (!isLong) {
      if (!this.#isSlow(code)) this.#slowUntil.delete(code)
      return
    }
    if (this.#slowUntil.size >= mostSlow) this.#slowUntil.clear()
    this.#slowUntil.set(code, this.#slowUntil.has(code) ? performance.now() + slowForMs : 0)
  }

  /** Null: the call has not run. */
  #read({ outcome }: ThreadAnswer, input: TransformationInput): TransformationResult | null {
    switch (outcome.kind) {
      case 'value':
        return readTransformed(outcome, input)
      case 'error':
        return outcome
      case 'unstarted':
        return null
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
