import { type AttemptPlan, originOf } from './attempt-plan.ts'
import { findHeaderProblem, isSensitiveHeader } from './custom-header-rules.ts'
import { MASK } from './mask-secrets.ts'
import type { Sandbox, TransformationResult } from './ports.ts'
import type { DeliveryConsumer, LeasedDelivery } from './types.ts'

/** What is about to be sent, before Posthorn's own headers and the signature. */
export interface PreparedRequest {
  readonly kind: 'request'
  readonly method: 'POST' | 'PUT'
  readonly url: string
  readonly body: string
  readonly headers: readonly (readonly [string, string])[]
  /** As `headers`, with sensitive values masked. */
  readonly storedHeaders: Readonly<Record<string, string>> | null
  /** True when the body is no longer the message's own text. */
  readonly bodyChanged: boolean
  readonly sameOrigin: boolean
}

export type Preparation =
  | PreparedRequest
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'transformation_error'; readonly detail: string }

/** The request of a consumer without a transformation: the message's own text to the consumer's own URL. */
export function plainRequest(consumer: DeliveryConsumer, plan: AttemptPlan, body: string): PreparedRequest {
  return {
    kind: 'request',
    method: 'POST',
    url: consumer.url,
    body,
    headers: plan.headers,
    storedHeaders: plan.storedHeaders,
    bodyChanged: false,
    sameOrigin: true,
  }
}

/**
 * Runs a consumer's transformation on a delivery. The code never sees sensitive header values, so that it cannot send
 * them elsewhere; they are added afterwards, and only when the origin stayed the same.
 */
export async function transformRequest(
  sandbox: Sandbox,
  code: string,
  delivery: LeasedDelivery & { readonly body: string },
  consumer: DeliveryConsumer,
  plan: AttemptPlan,
): Promise<Preparation> {
  const result = await sandbox.run(code, {
    method: 'POST',
    url: consumer.url,
    body: delivery.body,
    eventType: delivery.eventType,
    headers: plan.openHeaders,
    companyTags: delivery.tags,
  })
  if (result.kind === 'error') return transformationError(withPosition(result))
  if (result.cancel) return { kind: 'cancelled' }
  return assemble(result, delivery.body, plan)
}

function assemble(
  result: TransformationResult & { kind: 'transformed' },
  original: string,
  plan: AttemptPlan,
): Preparation {
  const origin = originOf(result.url)
  if (origin === null) return transformationError('The handler returned a url that is not an http or https address.')
  const returned = Object.entries(result.headers)
  for (const [name, value] of returned) {
    const problem = findHeaderProblem(name, value)
    if (problem !== null) return transformationError(`The handler returned the header ${name}: ${problem}.`)
  }
  const sameOrigin = origin === plan.origin
  const replaced = new Set(returned.map(([name]) => name.toLowerCase()))
  const added = sameOrigin ? plan.sensitiveHeaders.filter(([name]) => !replaced.has(name.toLowerCase())) : []
  return {
    kind: 'request',
    method: result.method,
    url: result.url,
    body: result.body ?? original,
    headers: [...returned, ...added],
    storedHeaders: storedHeaders(returned, added, plan),
    bodyChanged: result.body !== null,
    sameOrigin,
  }
}

function storedHeaders(
  returned: readonly (readonly [string, string])[],
  added: readonly (readonly [string, string])[],
  plan: AttemptPlan,
): Readonly<Record<string, string>> | null {
  if (returned.length + added.length === 0) return null
  const stored: Record<string, string> = {}
  for (const [name, value] of returned) {
    stored[name] = isSensitiveHeader({ name, sensitive: false }) ? MASK : plan.masker.text(value)
  }
  for (const [name] of added) stored[name] = MASK
  return stored
}

function transformationError(detail: string): Preparation {
  return { kind: 'transformation_error', detail }
}

function withPosition(error: TransformationResult & { kind: 'error' }): string {
  if (error.line === null) return error.message
  const column = error.column === null ? '' : `, column ${error.column}`
  return `${error.message} (line ${error.line}${column})`
}
