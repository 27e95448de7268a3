import type { Claim, ClaimRequest, Clock, DeliveryStore } from './ports.ts'

const LONGEST_PAUSE_MS = 5000

export interface ClaimLoopOptions {
  readonly store: Pick<DeliveryStore, 'claim'>
  readonly clock: Clock
  /** The longest wait while nothing is known to be due, in ms: another process may have stored something. */
  readonly idleMs: number
  /** What may be claimed now, or null when nothing may be. */
  readonly request: () => ClaimRequest | null
  /** Takes a claim over; true when any of it can be worked on here. */
  readonly take: (claim: Claim) => boolean
  readonly onError: (error: unknown) => void
}

/** Claims again and again while there is room; sleeps until something is due, or until it is woken. */
export class ClaimLoop {
  readonly #options: ClaimLoopOptions
  #running = false
  #awake = false
  #rouse: (() => void) | null = null
  #failures = 0
  #ended: Promise<void> = Promise.resolve()

  constructor(options: ClaimLoopOptions) {
    this.#options = options
  }

  start(): void {
    if (this.#running) return
    this.#running = true
    this.#ended = this.#run()
  }

  /** Something may be due, or there is room again. Many calls while a claim is under way count as one. */
  wake(): void {
    this.#awake = true
    this.#rouse?.()
  }

  /** Resolves when no claim is under way any more. */
  stop(): Promise<void> {
    this.#running = false
    this.wake()
    return this.#ended
  }

  async #run(): Promise<void> {
    while (this.#running) {
      this.#awake = false
      const pause = await this.#round()
      if (pause > 0 && this.#running) await this.#sleep(pause)
    }
  }

  /** One claim; returns how long to wait before the next, in ms. */
  async #round(): Promise<number> {
    const { store, idleMs, request, take, onError } = this.#options
    const wanted = request()
    if (wanted === null) return idleMs
    try {
      const claim = await store.claim(wanted)
      this.#failures = 0
      if (take(claim)) return 0
      return Math.min(idleMs, Math.max(1, claim.nextInMs ?? idleMs))
    } catch (error) {
      onError(error)
      return Math.min(LONGEST_PAUSE_MS, 100 * 2 ** this.#failures++)
    }
  }

  #sleep(ms: number): Promise<void> {
    if (this.#awake && this.#failures === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(ms, () => this.#rouse?.())
      this.#rouse = () => {
        cancel()
        this.#rouse = null
        resolve()
      }
    })
  }
}
