import { newUuid } from '#lib/domain/ids.ts'
import {
  type AttemptRecord,
  type ClaimRequest,
  DEFAULT_RETRY_SCHEDULE,
  type DeliveryConsumer,
  type LeasedDelivery,
  type NewMessage,
  type Publication,
  type Settlement,
  type SettlementVerdict,
} from '#lib/engine/index.ts'

export function buildMessage(over: Partial<NewMessage> = {}): NewMessage {
  const body = over.body ?? '{"id":"evt_1","eventType":"invoice.paid","payload":{"amount":12}}'
  return {
    id: newUuid(),
    instanceKey: 1,
    eventType: 'invoice.paid',
    tags: [],
    tagOrigins: [],
    labels: [],
    company: null,
    sourceId: null,
    eventId: null,
    body,
    size: Buffer.byteLength(body),
    flags: 0,
    deliverAt: null,
    expungeAt: null,
    hop: 0,
    ...over,
  }
}

export function buildPublication(
  over: Partial<Omit<Publication, 'message'>> & { message?: Partial<NewMessage> } = {},
): Publication {
  const { message, ...rest } = over
  return {
    message: buildMessage(message),
    consumers: [],
    configVersion: 0,
    dedupeKey: null,
    trigger: 'scheduled',
    ...rest,
  }
}

export function buildConsumer(over: Partial<DeliveryConsumer> = {}): DeliveryConsumer {
  return {
    key: 1,
    id: newUuid(),
    instanceKey: 1,
    instanceId: newUuid(),
    url: 'https://consumer.example/hook',
    eventTypes: null,
    tags: null,
    disabled: false,
    paused: false,
    rate: null,
    headers: [],
    signingKeys: [{ key: new Uint8Array(24).fill(7), expiresAt: null }],
    svixHeaders: false,
    clientCertificate: null,
    serverCa: null,
    transformation: null,
    retrySchedule: () => DEFAULT_RETRY_SCHEDULE,
    ...over,
  }
}

export function buildDelivery(over: Partial<LeasedDelivery> = {}): LeasedDelivery {
  const body = over.body === undefined ? '{"eventType":"invoice.paid"}' : over.body
  return {
    messageId: newUuid(),
    consumerKey: 1,
    instanceKey: 1,
    lease: 1_767_225_660_000_000,
    startBefore: 40_000,
    step: 0,
    trigger: 'scheduled',
    resumeAt: null,
    eventType: 'invoice.paid',
    tags: [],
    body,
    size: Buffer.byteLength(body ?? ''),
    hop: 0,
    ...over,
  }
}

export function buildRecord(over: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    attemptId: newUuid(),
    at: Date.now(),
    method: 'POST',
    url: 'https://consumer.example/hook',
    statusCode: 200,
    errorKind: null,
    errorDetail: null,
    timings: { dns: null, connect: null, tls: null, firstByte: 4, total: 5 },
    reusedConnection: true,
    remoteAddress: '192.0.2.10',
    tlsVersion: 'TLSv1.3',
    requestHeaders: null,
    signature: 'v1,abc',
    requestBody: null,
    responseHeaders: { 'content-type': 'text/plain' },
    responseBody: 'ok',
    ...over,
  }
}

export function buildSettlement(delivery: LeasedDelivery, verdict: SettlementVerdict): Settlement {
  if (verdict.kind === 'skip' || verdict.kind === 'drop') return { delivery, record: null, verdict }
  const failed = verdict.kind !== 'success' && verdict.kind !== 'cancelled'
  const record = failed ? buildRecord({ statusCode: 500, errorKind: 'http_5xx' }) : buildRecord()
  return { delivery, record, verdict }
}

export function buildClaimRequest(over: Partial<ClaimRequest> = {}): ClaimRequest {
  return {
    lanes: 100,
    perLane: 100,
    perLimitedLane: 100,
    limits: new Map(),
    bytes: 8 * 1024 * 1024,
    except: [],
    ...over,
  }
}
