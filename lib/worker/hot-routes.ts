import { isAscii } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import type { Logger } from 'pino'
import { readQuery } from '#lib/api/core/define-route.ts'
import { errorReply } from '#lib/api/core/error-response.ts'
import { createMessageQuery, hopOf, instanceFromInline } from '#lib/api/core/handle-create-message.ts'
import { handleReceiveWebhook } from '#lib/api/core/handle-receive-webhook.ts'
import type { Reply } from '#lib/api/core/route.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { formatId } from '#lib/domain/ids.ts'
import { makeInlineInstance } from '#lib/domain/instances/make-inline-instance.ts'
import { type CreatedMessage, createMessage } from '#lib/domain/messages/create-message.ts'
import type { DiscoverySink, IngestDirectory, MessageSink } from '#lib/domain/messages/message-sink.ts'
import { readCreateMessage } from '#lib/domain/messages/read-create-message.ts'
import { authorize } from '#lib/domain/permissions.ts'
import { LARGEST_BODY } from '#lib/domain/sources/receive-body.ts'
import { HOP_HEADER } from '#lib/domain/sources/receive-webhook.ts'
import type { RejectionSink } from '#lib/domain/sources/rejection.ts'
import { idempotencyKeyOf } from './idempotent-sink.ts'
import { SenderGone } from './read-request-body.ts'
import type { TokenCache } from './token-cache.ts'

export interface HotRouteDeps {
  readonly directory: IngestDirectory
  readonly sink: MessageSink
  /** The sink for a request with an `Idempotency-Key`, as `idempotencyKeyOf` makes it. */
  readonly onceSink: (key: string) => MessageSink
  readonly discoveries: DiscoverySink
  readonly rejections: RejectionSink
  readonly tokens: Pick<TokenCache, 'actor'>
  readonly log: Logger
  /** Epoch ms in database time. */
  readonly now: () => number
}

/** What a hot route may look at. */
export interface HotRequest {
  readonly requestId: string
  readonly headers: IncomingHttpHeaders
  /** At most one byte more than the limit. @throws SenderGone, DomainError `unavailable` */
  readBody(): Promise<Buffer>
  /** The part after `?`. */
  readonly search: string
}

export type HotRoute =
  | { readonly kind: 'receive'; readonly token: string }
  | { readonly kind: 'create'; readonly instance: string }

const RECEIVE = /^\/in\/([\w.~-]{8,256})\/?$/
const CREATE = /^\/api\/v1\/app\/([\w.~%-]{1,300})\/msg\/?$/

/**
 * The two paths answered here: `POST /in/<token>` and `POST …/msg` with a token. A session cookie goes to web, which
 * knows people.
 */
export function hotRouteOf(method: string | undefined, path: string, headers: IncomingHttpHeaders): HotRoute | null {
  if (method !== 'POST') return null
  const token = RECEIVE.exec(path)?.[1]
  if (token !== undefined) return { kind: 'receive', token }
  if (headers.authorization === undefined) return null
  const instance = CREATE.exec(path)?.[1]
  return instance === undefined || instance.includes('%') ? null : { kind: 'create', instance }
}

/** Answers a hot route through the same verbs as web. @throws SenderGone and nothing else */
export async function answerHotRoute(route: HotRoute, request: HotRequest, deps: HotRouteDeps): Promise<Reply> {
  const { requestId } = request
  try {
    if (route.kind === 'create') return await create(route.instance, request, deps)
    const rawBody = await request.readBody()
    const input = { token: route.token, rawBody, headers: request.headers }
    return await handleReceiveWebhook(deps, input, { requestId, log: deps.log })
  } catch (error) {
    if (error instanceof SenderGone) throw error
    return errorReply(error, { requestId, log: deps.log.child({ requestId }) })
  }
}

async function create(idOrUid: string, request: HotRequest, deps: HotRouteDeps): Promise<Reply> {
  const { requestId, headers, search } = request
  const known = deps.tokens.actor(headers.authorization ?? '')
  // Waiting for what is there already would cost a turn for every message.
  const actor = known instanceof Promise ? await known : known
  const ctx = { actor, requestId, log: deps.log }
  authorize(ctx, 'message:create')
  const withContent = search === '' || readQuery(createMessageQuery, new URLSearchParams(search)).with_content
  const hop = hopOf(headers[HOP_HEADER])
  const body = await request.readBody()
  if (body.length > LARGEST_BODY) throw new DomainError('payload_too_large', 'The request body is larger than 1 MiB.')
  const text = utf8(body)
  const input = readCreateMessage(text)
  const found = deps.directory.instance(idOrUid)
  const instance =
    (found instanceof Promise ? await found : found) ??
    (await instanceFromInline(makeInlineInstance, ctx, idOrUid, text))
  const { discoveries, now } = deps
  const key = headers['idempotency-key']
  const sink = typeof key === 'string' && key !== '' ? deps.onceSink(idempotencyKeyOf(actor, key)) : deps.sink
  const created = await createMessage(ctx, instance, input, { sink, discoveries, hop, now })
  return {
    status: 202,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-request-id': requestId },
    body: present(created, withContent),
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function utf8(body: Buffer): string {
  // Most are, and then nothing is left to decode.
  if (isAscii(body)) return body.toString('latin1')
  try {
    return decoder.decode(body)
  } catch (cause) {
    throw new DomainError('bad_request', 'The request body is not UTF-8.', { cause })
  }
}

/** The payload goes back as it came: its text is put in, not parsed and written again. Nor is there an object to write. */
function present(created: CreatedMessage, withContent: boolean): string {
  const { eventType, rawPayload, channels, labels, createdAt } = created
  const id = formatId('message', created.id)
  // Neither a name nor an id has a character that JSON escapes.
  const eventId = created.eventId === null ? 'null' : `"${created.eventId}"`
  const deliverAt = created.deliverAt === null ? 'null' : `"${created.deliverAt.toISOString()}"`
  const tags = `"channels":${listOrNull(channels)},"tags":${listOrNull(labels)}`
  const times = `"timestamp":"${createdAt.toISOString()}","deliverAt":${deliverAt}`
  const payload = withContent ? rawPayload : '{}'
  return `{"id":"${id}","eventId":${eventId},"eventType":"${eventType}",${tags},${times},"payload":${payload}}`
}

const listOrNull = (values: readonly string[]) => (values.length === 0 ? 'null' : JSON.stringify(values))
