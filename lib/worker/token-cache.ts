import type { Actor } from '#lib/domain/context.ts'
import { hashToken } from '#lib/domain/tokens/authenticate-token.ts'

const FRESH_MS = 2_000
const MOST = 10_000

interface Known {
  readonly actor: Actor
  /** Monotonic ms. */
  readonly until: number
}

/** Remembers who a token belongs to for two seconds: a revoked one works no longer than that. */
export class TokenCache {
  readonly #authenticate: (token: string) => Promise<Actor>
  readonly #known = new Map<string, Known>()

  constructor(authenticate: (token: string) => Promise<Actor>) {
    this.#authenticate = authenticate
  }

  /** @throws DomainError `authentication_failed`; failures are never remembered */
  async actor(token: string): Promise<Actor> {
    const hash = hashToken(token).toString('base64')
    const known = this.#known.get(hash)
    if (known !== undefined && known.until > performance.now()) return known.actor
    const actor = await this.#authenticate(token)
    if (this.#known.size >= MOST) this.#known.clear()
    this.#known.set(hash, { actor, until: performance.now() + FRESH_MS })
    return actor
  }
}
