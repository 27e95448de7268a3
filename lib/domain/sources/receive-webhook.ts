import type { Uuid } from '#lib/engine/index.ts'
import { providerIdKey } from '../messages/dedupe-key.ts'
import { extractEvent } from '../messages/extract-event.ts'
import { MESSAGE_FLAG } from '../messages/message-flags.ts'
import {
  type DiscoverySink,
  type IncomingMessage,
  type IngestDirectory,
  type MessageSink,
  SourceChanged,
  type SourceRef,
} from '../messages/message-sink.ts'
import { readPath } from './read-path.ts'
import { parseBody, unpackBody } from './receive-body.ts'
import { type IncomingHeaders, maskRequest, type RejectionSink } from './rejection.ts'
import type { RejectionReason } from './schemas.ts'
import { isSchemeName, SCHEMES } from './schemes.ts'
import type { StoredConfig } from './source-config.ts'
import { hashSourceToken } from './source-token.ts'
import { refuse, type SignedRequest } from './verification.ts'

/** A request that went through Posthorn this often is refused: consumers and sources point at each other. */
export const MOST_HOPS = 3
export const HOP_HEADER = 'posthorn-hop'

/** Readings of a source that keeps changing; the last one counts, however old it is when the message is stored. */
const MOST_READINGS = 3

export interface ReceiveDeps {
  readonly directory: Pick<IngestDirectory, 'source' | 'hasChanged'>
  readonly sink: MessageSink
  readonly discoveries: DiscoverySink
  readonly rejections: RejectionSink
  /** Epoch ms. */
  readonly now: () => number
}

export interface ReceiveInput {
  readonly token: string
  /** As received; one byte more than the limit is enough of a body that is too large. */
  readonly rawBody: Buffer
  /** By lower-case name. */
  readonly headers: IncomingHeaders
}

export type ReceiveOutcome =
  | { readonly kind: 'accepted'; readonly messageId: Uuid; readonly duplicate: boolean }
  | { readonly kind: 'challenge'; readonly answer: string }
  | { readonly kind: 'unknown_source' }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason; readonly detail: string }

/** Verifies what a provider sent and makes it a message; durable when it resolves to `accepted`. */
export async function receiveWebhook(deps: ReceiveDeps, input: ReceiveInput): Promise<ReceiveOutcome> {
  const tokenHash = hashSourceToken(input.token)
  for (let reading = 1; ; reading++) {
    const source = await deps.directory.source(tokenHash)
    if (source === null) return { kind: 'unknown_source' }
    const isLast = reading === MOST_READINGS
    try {
      const outcome = await judge(deps, isLast ? { ...source, configVersion: undefined } : source, input)
      if (outcome.kind !== 'rejected') return outcome
      // It may have been given the right secret, or switched on, a moment ago in another process.
      if (!isLast && (await deps.directory.hasChanged?.(source))) continue
      await keep(deps, source, outcome, input)
      return outcome
    } catch (error) {
      if (!(error instanceof SourceChanged)) throw error
    }
  }
}

type Rejected = Extract<ReceiveOutcome, { kind: 'rejected' }>

async function keep(deps: ReceiveDeps, source: SourceRef, { reason, detail }: Rejected, input: ReceiveInput) {
  const { config } = source
  const scheme = isSchemeName(source.scheme) ? SCHEMES[source.scheme] : null
  const sensitive = [
    ...(scheme?.sensitiveHeaders ?? []),
    ...(source.scheme === 'token-header' ? [config?.header ?? ''] : []),
  ]
  const secrets = config?.secrets.map(({ value }) => value) ?? []
  const masked = maskRequest(input.headers, input.rawBody, sensitive, secrets)
  await deps.rejections.record({ source, reason, detail, ...masked })
}

function reject(reason: RejectionReason, detail: string): ReceiveOutcome {
  return { kind: 'rejected', reason, detail }
}

async function judge(
  deps: ReceiveDeps,
  source: SourceRef,
  { rawBody: received, headers }: ReceiveInput,
): Promise<ReceiveOutcome> {
  const { config } = source
  if (source.disabled) return reject('disabled', 'The source is disabled.')
  if (config === null) return reject('misconfigured', 'No key that Posthorn knows opens the secret of this source.')
  const hop = readHop(headers[HOP_HEADER])
  if (hop >= MOST_HOPS) return reject('loop', `The event went through Posthorn ${hop} times already.`)
  const unpacked = await unpackBody(received, single(headers['content-encoding']))
  if (unpacked.kind === 'too_large') return reject('too_large', 'The body is larger than 1 MiB.')
  if (unpacked.kind === 'broken_encoding') return reject('broken_encoding', 'The body is not the gzip it says to be.')
  if (unpacked.kind === 'unsupported_encoding')
    return reject('unsupported_encoding', `Send the body plain or as gzip, not as ${unpacked.encoding}.`)
  const request: SignedRequest = {
    rawBody: unpacked.rawBody,
    header(name) {
      return single(headers[name])
    },
    now: deps.now(),
  }
  const verification = isSchemeName(source.scheme)
    ? SCHEMES[source.scheme].verify(request, config)
    : refuse('misconfigured', `The source has an unknown scheme: ${source.scheme}.`)
  if (verification.kind === 'refused') return reject(verification.reason, verification.detail)
  if (verification.kind === 'challenge') return verification
  const body = parseBody(unpacked.rawBody)
  if (body === null) return reject('not_json', whyNotJson(request.header('content-type')))
  return accept(deps, source, messageOf(source, config, body, request, hop))
}

function whyNotJson(contentType: string | null): string {
  const isForm = contentType?.includes('form-urlencoded') ?? false
  return isForm
    ? 'The body is a form, not JSON: choose application/json as the content type at the provider.'
    : 'The body is not JSON in UTF-8.'
}

async function accept(deps: ReceiveDeps, source: SourceRef, message: IncomingMessage & { companyName: string }) {
  const { companyName, ...incoming } = message
  const { kind, messageId } = await deps.sink.accept(incoming)
  if (kind === 'stored') {
    const { company, payloadTags: tags, eventType } = incoming
    const about = company === null ? null : { id: company, name: companyName, tags }
    deps.discoveries.note({ instanceId: source.instanceId, eventType, company: about })
  }
  return { kind: 'accepted', messageId, duplicate: kind === 'duplicate' } as const
}

function messageOf(
  source: SourceRef,
  { idHeader }: StoredConfig,
  body: { readonly text: string; readonly value: unknown },
  request: SignedRequest,
  hop: number,
): IncomingMessage & { companyName: string } {
  const event = extractEvent(body.value)
  const idPath = idHeader ? `header:${idHeader}` : isSchemeName(source.scheme) ? SCHEMES[source.scheme].idPath : null
  const providerId = idPath === null ? null : storable(readPath(idPath, body.value, request))
  return {
    instanceId: source.instanceId,
    instanceKey: source.instanceKey,
    eventType: eventTypeName(readPath(source.eventTypePath, body.value, request)),
    givenTags: [],
    payloadTags: event.tags,
    labels: [],
    company: event.company?.id ?? null,
    companyName: event.company?.name ?? '',
    sourceId: source.id,
    eventId: providerId !== null && providerId.length <= 256 ? providerId : null,
    dedupeKey: providerId === null ? null : providerIdKey(source.id, providerId),
    body: body.text,
    size: Buffer.byteLength(body.text),
    flags: source.inbox ? MESSAGE_FLAG.inbox : 0,
    onlyConsumer: null,
    configVersion: source.configVersion,
    deliverAt: null,
    expungeAt: null,
    hop,
  }
}

/** What a provider calls its event, as an event type: `orders/create` becomes `orders.create`. */
export function eventTypeName(text: string | null): string {
  const name = (text ?? '')
    .replaceAll(/[^a-zA-Z0-9\-_.]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 256)
  return name === '' ? 'webhook.received' : name
}

/** How often an event went through Posthorn, by the header that tells; 0 for what is no such number. */
export function readHop(header: string | readonly string[] | null | undefined): number {
  const value = single(header ?? undefined)
  return value !== null && /^\d{1,4}$/.test(value) ? Number(value) : 0
}

function single(value: string | readonly string[] | undefined): string | null {
  return typeof value === 'string' ? value : (value?.[0] ?? null)
}

function storable(text: string | null): string | null {
  return text === null || text.includes('\u0000') ? null : text.toWellFormed()
}
