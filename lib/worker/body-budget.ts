import { tooMuchAtOnce } from './nothing-accepted.ts'

/** What one request has taken of the budget. */
export interface BodyAccount {
  /** @throws DomainError `unavailable` when that is more than is left */
  readonly take: (bytes: number) => void
  readonly close: () => void
}

/**
 * Bounds the bytes of bodies that are in hand at once. They count as they arrive: what a sender only announces takes
 * no room, or strangers who send nothing could keep everybody out.
 */
export class BodyBudget {
  readonly #most: number
  #taken = 0

  constructor(most: number) {
    this.#most = most
  }

  open(): BodyAccount {
    let own = 0
    return {
      take: (bytes) => {
        // One that is larger than the bound by itself gets in while it is alone.
        if (this.#taken > own && this.#taken + bytes > this.#most) throw tooMuchAtOnce()
        own += bytes
        this.#taken += bytes
      },
      close: () => {
        this.#taken -= own
      },
    }
  }
}
