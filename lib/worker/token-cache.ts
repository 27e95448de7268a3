import { readToken } from '#lib/api/core/authenticate.ts'
import type { Actor } from '#lib/domain/context.ts'

const FRESH_MS = 2_000
const MOST = 10_000

interface Known {
  readonly actor: Actor
  /** Monotonic ms. */
  readonly until: number
}

/** Remembers who an `Authorization` header belongs to for two seconds: a revoked token works no longer than that. */
export class TokenCache {
  readonly #authenticate: (token: string) => Promise<Actor>
  readonly #known = new Map<string, Known>()

  constructor(authenticate: (token: string) => Promise<Actor>) {
    this.#authenticate = authenticate
  }

  /** At once where it is known. @throws DomainError `authentication_failed`; failures are never remembered */
  actor(authorization: string): Actor | Promise<Actor> {
    const known = this.#known.get(authorization)
    return known !== undefined && known.until > performance.now() ? known.actor : this.#ask(authorization)
  }

  async #ask(authorization: string): Promise<Actor> {
    const actor = await this.#authenticate(readToken(authorization))
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(authorization, { actor, until: performance.now() + FRESH_MS })
    return actor
  }
}
