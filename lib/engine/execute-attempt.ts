import { type AttemptPlan, planFor } from './attempt-plan.ts'
import { classifyResponse } from './classify-response.ts'
import { limitText } from './limit-text.ts'
import { isUrgent } from './memory-lane.ts'
import type { Clock, OutgoingRequest, Sandbox, Sender, SendResult } from './ports.ts'
import { nextStep, parseRetryAfter } from './retry-schedule.ts'
import { sign } from './sign.ts'
import { type Preparation, type PreparedRequest, plainRequest, transformRequest } from './transform-request.ts'
import type {
  AttemptRecord,
  AttemptTimings,
  DeliveryConsumer,
  ErrorKind,
  LeasedDelivery,
  Settlement,
  SettlementVerdict,
  Uuid,
} from './types.ts'

const TIMEOUT_MS = 15_000
const SUCCESS_BODY_BYTES = 1024
const FAILURE_BODY_BYTES = 16 * 1024
/** A body this long (UTF-16 units) may have been cut at 16 KiB. */
const MAYBE_CUT_FROM = 5000

const NO_TIMINGS: AttemptTimings = { dns: null, connect: null, tls: null, firstByte: null, total: 0 }

export interface AttemptTools {
  readonly clock: Clock
  readonly sender: Sender
  readonly sandbox: Sandbox
  /** The version that `user-agent` names. */
  readonly version: string
  /** A UUIDv7 of that moment (epoch ms, database time). */
  readonly newAttemptId: (at: number) => Uuid
  /** The message id as receivers see it. */
  readonly formatMessageId: (id: Uuid) => string
  /** 0 ≤ x < 1, for the jitter of retries. */
  readonly random: () => number
  /** Of the whole attempt until the full response headers; 15 s unless given. */
  readonly timeoutMs?: number
}

/**
 * Makes one try of a delivery: transform, sign, send, classify. The address guard is the sender's. One asynchronous
 * function, because each has a promise and a turn of the microtask queue of its own.
 */
export async function executeAttempt(
  delivery: LeasedDelivery,
  consumer: DeliveryConsumer,
  tools: AttemptTools,
): Promise<Settlement> {
  const started = tools.clock.monotonic()
  const at = tools.clock.database()
  const attempt: Attempt = { delivery, consumer, tools, at, plan: planFor(consumer, at) }
  const { body } = delivery
  if (body === null) return notSent(attempt, 'expunged', 'The body was expunged before it could be sent.', true)
  let { timeoutMs = TIMEOUT_MS } = tools
  let prepared: Preparation
  if (consumer.transformation === null) prepared = plainRequest(consumer, attempt.plan, body)
  else {
    const { code } = consumer.transformation
    prepared = await transformRequest(tools.sandbox, code, { ...delivery, body }, consumer, attempt.plan)
    timeoutMs = Math.max(1, timeoutMs - (tools.clock.monotonic() - started))
  }
  if (prepared.kind === 'cancelled') return { delivery, record: emptyRecord(attempt), verdict: { kind: 'cancelled' } }
  if (prepared.kind === 'transformation_error') return notSent(attempt, prepared.kind, prepared.detail)
  const id = tools.formatMessageId(delivery.messageId)
  const timestamp = Math.floor(tools.clock.database() / 1000)
  const signature = sign(id, timestamp, prepared.body, attempt.plan.keys)
  const headers = requestHeaders(attempt, prepared, id, String(timestamp), signature)
  const result = await tools.sender.send(requestOf(attempt, prepared, headers, timeoutMs))
  return settlementOf(attempt, prepared, signature, result)
}

/** A due step of a disabled consumer: used up without a try; the last one leaves a final failure that can be recovered. */
export function skipAttempt(delivery: LeasedDelivery, consumer: DeliveryConsumer, tools: AttemptTools): Settlement {
  const next = nextStep(consumer.retrySchedule(delivery.eventType), delivery.step, tools.random())
  if (next !== null) return { delivery, record: null, verdict: { kind: 'skip', ...next } }
  const at = tools.clock.database()
  const attempt = { delivery, consumer, tools, at, plan: planFor(consumer, at) }
  return notSent(attempt, 'skipped_disabled', 'The consumer was disabled when the last try was due.', true)
}

/** The settlement of a try that a defect of Posthorn's own ended: it uses a step, so that it cannot repeat for ever. */
export function brokenAttempt(
  delivery: LeasedDelivery,
  consumer: DeliveryConsumer,
  tools: AttemptTools,
  error: unknown,
): Settlement {
  const at = tools.clock.database()
  const reason = error instanceof Error ? error.message : String(error)
  const attempt = { delivery, consumer, tools, at, plan: planFor(consumer, at) }
  return notSent(attempt, 'protocol', `Posthorn could not make this attempt: ${reason}`)
}

interface Attempt {
  readonly delivery: LeasedDelivery
  readonly consumer: DeliveryConsumer
  readonly tools: AttemptTools
  /** Epoch ms in database time. */
  readonly at: number
  readonly plan: AttemptPlan
}

function requestOf(
  { consumer }: Attempt,
  prepared: PreparedRequest,
  headers: OutgoingRequest['headers'],
  timeoutMs: number,
): OutgoingRequest {
  return {
    consumer,
    method: prepared.method,
    url: prepared.url,
    headers,
    body: prepared.body,
    timeoutMs,
    useClientCertificate: prepared.sameOrigin,
  }
}

function settlementOf(attempt: Attempt, prepared: PreparedRequest, signature: string, result: SendResult): Settlement {
  const { delivery, tools } = attempt
  const kind = result.error?.kind ?? (result.statusCode === null ? 'protocol' : classifyResponse(result.statusCode))
  return {
    delivery,
    record: recordOf(attempt, prepared, signature, result, kind),
    verdict: kind === null ? { kind: 'success' } : failureVerdict(attempt, retryAfterOf(result, tools.clock)),
  }
}

function requestHeaders(
  { delivery, consumer, tools }: Attempt,
  prepared: PreparedRequest,
  id: string,
  timestamp: string,
  signature: string,
): [string, string][] {
  const headers: [string, string][] = [
    ['content-type', 'application/json'],
    ['user-agent', `Posthorn/${tools.version}`],
    ['webhook-id', id],
    ['webhook-timestamp', timestamp],
    ['webhook-signature', signature],
    ['posthorn-hop', String(delivery.hop + 1)],
  ]
  if (consumer.svixHeaders) {
    headers.push(['svix-id', id], ['svix-timestamp', timestamp], ['svix-signature', signature])
  }
  for (const [name, value] of prepared.headers) headers.push([name, value])
  return headers
}

function recordOf(
  attempt: Attempt,
  prepared: PreparedRequest,
  signature: string,
  result: SendResult,
  errorKind: ErrorKind | null,
): AttemptRecord {
  const { masker } = attempt.plan
  const limit = errorKind === null ? SUCCESS_BODY_BYTES : FAILURE_BODY_BYTES
  const body = result.body === '' ? '' : masker.text(result.body, result.body.length >= MAYBE_CUT_FROM)
  return {
    attemptId: attempt.tools.newAttemptId(attempt.at),
    at: attempt.at,
    method: prepared.method,
    url: prepared.url === attempt.consumer.url ? prepared.url : masker.text(prepared.url),
    statusCode: result.statusCode,
    errorKind,
    errorDetail: result.error === null ? null : limitText(masker.text(result.error.detail), SUCCESS_BODY_BYTES),
    timings: result.timings,
    reusedConnection: result.reusedConnection,
    remoteAddress: result.remoteAddress,
    tlsVersion: result.tlsVersion,
    requestHeaders: prepared.storedHeaders,
    signature,
    requestBody: prepared.bodyChanged ? masker.text(prepared.body) : null,
    responseHeaders: masker.headers(result.headers),
    responseBody: result.statusCode === null ? null : limitText(body, limit),
  }
}

function notSent(attempt: Attempt, errorKind: ErrorKind, detail: string, final = false): Settlement {
  const errorDetail = limitText(attempt.plan.masker.text(detail), SUCCESS_BODY_BYTES)
  return {
    delivery: attempt.delivery,
    record: { ...emptyRecord(attempt), errorKind, errorDetail },
    verdict: final ? { kind: 'exhausted' } : failureVerdict(attempt, null),
  }
}

function emptyRecord({ consumer, tools, at }: Attempt): AttemptRecord {
  return {
    attemptId: tools.newAttemptId(at),
    at,
    method: 'POST',
    url: consumer.url,
    statusCode: null,
    errorKind: null,
    errorDetail: null,
    timings: NO_TIMINGS,
    reusedConnection: false,
    remoteAddress: null,
    tlsVersion: null,
    requestHeaders: null,
    signature: '',
    requestBody: null,
    responseHeaders: null,
    responseBody: null,
  }
}

/** A try by hand stands alone: it ends there, or the schedule that was under way goes on where it was. */
function failureVerdict(attempt: Attempt, retryAfterMs: number | null): SettlementVerdict {
  const { delivery, consumer, tools } = attempt
  if (isUrgent(delivery.trigger)) {
    return delivery.resumeAt === null ? { kind: 'exhausted' } : { kind: 'resume', dueAt: delivery.resumeAt }
  }
  const schedule = consumer.retrySchedule(delivery.eventType)
  const next = nextStep(schedule, delivery.step, tools.random(), retryAfterMs)
  return next === null ? { kind: 'exhausted' } : { kind: 'retry', ...next }
}

function retryAfterOf(result: SendResult, clock: Clock): number | null {
  if (result.statusCode !== 429 && result.statusCode !== 503) return null
  return parseRetryAfter(result.headers['retry-after'], clock.database())
}
