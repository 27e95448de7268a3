import { isSensitiveHeader } from './custom-header-rules.ts'
import { createSecretMasker, MASK, type SecretMasker } from './mask-secrets.ts'
import type { DeliveryConsumer } from './types.ts'

/** What is the same in every attempt for one consumer snapshot, computed once. */
export interface AttemptPlan {
  readonly masker: SecretMasker
  readonly origin: string | null
  /** Custom headers whose values a transformation may read and replace. */
  readonly openHeaders: Readonly<Record<string, string>>
  /** The others: added after the transformation, and only to the consumer's own origin. */
  readonly sensitiveHeaders: readonly (readonly [string, string])[]
  /** All of them, as sent without a transformation. */
  readonly headers: readonly (readonly [string, string])[]
  /** All of them, as stored. */
  readonly storedHeaders: Readonly<Record<string, string>> | null
  /** Keys that sign now; recomputed when one expires. */
  keys: readonly Uint8Array[]
  /** Epoch ms until which `keys` holds. */
  keysUntil: number
}

const plans = new WeakMap<DeliveryConsumer, AttemptPlan>()

/**
 * The plan of a consumer snapshot with the signing keys of that moment.
 *
 * @param now epoch ms
 */
export function planFor(consumer: DeliveryConsumer, now: number): AttemptPlan {
  let plan = plans.get(consumer)
  if (plan === undefined) {
    plan = planOrRefusal(consumer)
    plans.set(consumer, plan)
  }
  if (now >= plan.keysUntil) refreshKeys(plan, consumer, now)
  return plan
}

/** The origin of a URL, or null when it is not one that can be sent to. */
export function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const parsed = new URL(url)
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed.origin : null
}

/** Of a consumer whose secrets cannot be read, a plan that says so to whoever sends by it: its attempts fail. */
function planOrRefusal(consumer: DeliveryConsumer): AttemptPlan {
  try {
    return createPlan(consumer)
  } catch (error) {
    return new Refusal(originOf(consumer.url), error)
  }
}

function createPlan(consumer: DeliveryConsumer): AttemptPlan {
  const open = consumer.headers.filter((header) => !isSensitiveHeader(header))
  const sensitive = consumer.headers.filter((header) => isSensitiveHeader(header))
  const stored = [
    ...open.map((header) => [header.name, header.value] as const),
    ...sensitive.map((header) => [header.name, MASK] as const),
  ]
  return {
    masker: createSecretMasker(consumer),
    origin: originOf(consumer.url),
    openHeaders: Object.fromEntries(open.map((header) => [header.name, header.value])),
    sensitiveHeaders: sensitive.map((header) => [header.name, header.value] as const),
    headers: consumer.headers.map((header) => [header.name, header.value] as const),
    storedHeaders: stored.length === 0 ? null : Object.fromEntries(stored),
    keys: [],
    keysUntil: Number.NEGATIVE_INFINITY,
  }
}

function refreshKeys(plan: AttemptPlan, consumer: DeliveryConsumer, now: number): void {
  const valid = consumer.signingKeys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
  plan.keys = valid.map(({ key }) => key)
  plan.keysUntil = Math.min(...valid.map(({ expiresAt }) => expiresAt ?? Number.POSITIVE_INFINITY))
}

/** Nothing of it can be sent; the rest of an attempt, such as a skip, goes on. */
class Refusal implements AttemptPlan {
  readonly masker = createSecretMasker({ headers: [], signingKeys: [] })
  readonly keysUntil = Number.POSITIVE_INFINITY
  readonly origin: string | null
  readonly #reason: unknown

  constructor(origin: string | null, reason: unknown) {
    this.origin = origin
    this.#reason = reason
  }

  get openHeaders(): never {
    throw this.#reason
  }

  get sensitiveHeaders(): never {
    throw this.#reason
  }

  get headers(): never {
    throw this.#reason
  }

  get storedHeaders(): never {
    throw this.#reason
  }

  get keys(): never {
    throw this.#reason
  }
}
