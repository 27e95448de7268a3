import { tooMuchAtOnce } from './nothing-accepted.ts'

/**
 * Bounds the bytes of bodies that are in hand at once. They count as they arrive: what a sender only announces takes
 * no room, or strangers who send nothing could keep everybody out.
 */
export class BodyBudget {
  readonly #most: number
  #taken = 0
  /** Bodies that are still on their way. */
  reading = 0

  constructor(most: number) {
    this.#most = most
  }

  open(): BodyAccount {
    return new BodyAccount(this)
  }

  /** @param own what the one who asks has taken before @throws DomainError `unavailable` when that is more than is left */
  take(bytes: number, own: number): void {
    // One that is larger than the bound by itself gets in while it is alone.
    if (this.#taken > own && this.#taken + bytes > this.#most) throw tooMuchAtOnce()
    this.#taken += bytes
  }

  giveBack(bytes: number): void {
    this.#taken -= bytes
  }
}

/** What one request has taken of the budget. */
export class BodyAccount {
  readonly #budget: BodyBudget
  #own = 0
  #reading = false

  constructor(budget: BodyBudget) {
    this.#budget = budget
  }

  /** @throws DomainError `unavailable` when that is more than is left */
  take(bytes: number): void {
    this.#budget.take(bytes, this.#own)
    this.#own += bytes
  }

  begin(): void {
    this.#reading = true
    this.#budget.reading++
  }

  /** The body has come. */
  end(): void {
    if (!this.#reading) return
    this.#reading = false
    this.#budget.reading--
  }

  close(): void {
    this.end()
    this.#budget.giveBack(this.#own)
  }
}
