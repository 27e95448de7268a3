import type { IncomingMessage } from '#lib/domain/messages/message-sink.ts'

/** An instance of a test's own. */
export interface Place {
  readonly id: string
  readonly key: number
}

/** A message as a sink gets it. */
export function incomingFor(instance: Place, parts: Partial<IncomingMessage> = {}): IncomingMessage {
  const body = parts.body ?? '{"a":1}'
  return {
    instanceId: instance.id,
    instanceKey: instance.key,
    eventType: 'invoice.paid',
    givenTags: [],
    payloadTags: [],
    labels: [],
    company: null,
    sourceId: null,
    eventId: null,
    dedupeKey: null,
    body,
    size: Buffer.byteLength(body),
    flags: 0,
    onlyConsumer: null,
    deliverAt: null,
    expungeAt: null,
    hop: 0,
    ...parts,
  }
}
