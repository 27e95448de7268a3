import type { Context } from '../context.ts'
import { DomainError, fieldError } from '../errors.ts'
import { uuidTime } from '../ids.ts'
import { authorize } from '../permissions.ts'
import { eventIdKey } from './dedupe-key.ts'
import { extractEvent } from './extract-event.ts'
import { MESSAGE_FLAG } from './message-flags.ts'
import type { DiscoverySink, IncomingMessage, InstanceRef, MessageSink } from './message-sink.ts'
import { type CreateMessageInput, DELIVER_AT } from './schemas.ts'

/** What creating needs besides the request. */
export interface CreateMessageDeps {
  readonly sink: MessageSink
  readonly discoveries: DiscoverySink
  /** Hop count of the request that brought it (`posthorn-hop`), 0 from outside. */
  readonly hop?: number
  /** A test: sent to this consumer (its small key) only. */
  readonly onlyConsumer?: number
  /** Epoch ms; for tests. */
  readonly now?: () => number
}

export interface CreatedMessage {
  /** UUID; `formatId('message', id)` outside. */
  readonly id: string
  readonly eventId: string | null
  readonly eventType: string
  /** The exact JSON text that consumers get. */
  readonly rawPayload: string
  readonly channels: readonly string[]
  readonly labels: readonly string[]
  readonly createdAt: Date
  readonly deliverAt: Date | null
}

/**
 * Accepts one event for an instance: durable when it resolves.
 * @throws DomainError `permission_denied`, `validation` (deliverAt, archived type), `conflict` (eventId seen before), `unavailable`
 */
export async function createMessage(
  ctx: Context,
  instance: InstanceRef,
  input: CreateMessageInput,
  deps: CreateMessageDeps,
): Promise<CreatedMessage> {
  // A test goes to one consumer that is there already: no event of the instance.
  authorize(ctx, deps.onlyConsumer === undefined ? 'message:create' : 'delivery:write')
  if (ctx.actor.instanceId !== null && ctx.actor.instanceId !== instance.id) {
    throw new DomainError('not_found', 'There is no such application.')
  }
  if (instance.archivedTypes?.has(input.eventType))
    throw fieldError('eventType', `The event type "${input.eventType}" is archived. Create it again to send it.`)
  const now = (deps.now ?? Date.now)()
  const event = extractEvent(input.payload)
  const message = incomingMessage(instance, input, event, deps, now)
  const acceptance = await deps.sink.accept(message)
  if (acceptance.kind === 'duplicate') {
    throw new DomainError('conflict', `A message with the eventId "${input.eventId ?? ''}" was accepted before.`)
  }
  const company = event.company === null ? null : { ...event.company, tags: event.tags }
  deps.discoveries.note({ instanceId: instance.id, eventType: input.eventType, company })
  return {
    id: acceptance.messageId,
    eventId: message.eventId,
    eventType: message.eventType,
    rawPayload: message.body,
    channels: message.givenTags,
    labels: message.labels,
    createdAt: new Date(uuidTime(acceptance.messageId)),
    deliverAt: message.deliverAt === null ? null : new Date(message.deliverAt),
  }
}

function incomingMessage(
  instance: InstanceRef,
  input: CreateMessageInput,
  event: ReturnType<typeof extractEvent>,
  deps: CreateMessageDeps,
  now: number,
): IncomingMessage {
  return {
    instanceId: instance.id,
    instanceKey: instance.key,
    eventType: input.eventType,
    givenTags: input.channels ?? [],
    payloadTags: event.tags,
    labels: input.tags ?? [],
    company: event.company?.id ?? null,
    sourceId: null,
    eventId: input.eventId ?? null,
    dedupeKey: input.eventId == null ? null : eventIdKey(input.eventId),
    body: input.rawPayload,
    size: Buffer.byteLength(input.rawPayload),
    flags: deps.onlyConsumer === undefined ? 0 : MESSAGE_FLAG.test,
    onlyConsumer: deps.onlyConsumer ?? null,
    deliverAt: deliverAt(input, now),
    expungeAt: expungeAt(input, now),
    hop: deps.hop ?? 0,
  }
}

function deliverAt(input: CreateMessageInput, now: number): number | null {
  if (input.deliverAt == null) return null
  const at = input.deliverAt.getTime()
  if (at < now + DELIVER_AT.soonest || at > now + DELIVER_AT.latest) {
    throw fieldError('deliverAt', 'deliverAt must be at least one minute and at most 24 hours ahead.')
  }
  return at
}

// Longer wishes than the installation keeps messages end with the partition: the body is gone either way.
function expungeAt(input: CreateMessageInput, now: number): number | null {
  const hours = input.payloadRetentionHours ?? (input.payloadRetentionPeriod ?? 0) * 24
  return hours === 0 ? null : now + hours * 3_600_000
}
