import { prisma } from '#lib/db/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type CreatedMessage, createMessage } from './create-message.ts'
import type { DiscoverySink, MessageSink } from './message-sink.ts'

export interface ExampleInput {
  readonly eventType: string
  /** The body to send; the type's own example when left out. */
  readonly payload?: object | undefined
  /** Which of the schema's examples. */
  readonly exampleIndex?: number | undefined
}

/** Sends a test message to one consumer only, whatever it listens to. @throws DomainError `not_found`, `bad_request` */
export async function sendExample(
  ctx: Context,
  instance: string,
  consumer: string,
  input: ExampleInput,
  sinks: { readonly sink: MessageSink; readonly discoveries: DiscoverySink },
): Promise<CreatedMessage> {
  authorize(ctx, 'delivery:write')
  const found = await findInstance(ctx, instance)
  const to = await findConsumer(found, consumer)
  const payload = input.payload ?? (await exampleOf(found.id, input))
  const rawPayload = JSON.stringify(payload)
  const message = { eventType: input.eventType, payload: JSON.parse(rawPayload), rawPayload }
  return createMessage(ctx, found, message, { ...sinks, onlyConsumer: to.key })
}

async function exampleOf(instanceId: string, { eventType, exampleIndex = 0 }: ExampleInput): Promise<object> {
  const row = await prisma().eventType.findUnique({ where: { instanceId_name: { instanceId, name: eventType } } })
  const example = row === null ? undefined : (row.example ?? schemaExamples(row.schemas)[exampleIndex])
  if (typeof example === 'object' && example !== null && !Array.isArray(example)) return example
  const hint = row === null ? 'is unknown in this instance' : 'has no example'
  throw new DomainError('bad_request', `The event type "${eventType}" ${hint}: give the payload to send.`)
}

// The newest version's `examples`, as JSON Schema has them.
function schemaExamples(schemas: unknown): readonly unknown[] {
  if (typeof schemas !== 'object' || schemas === null) return []
  const newest: unknown = Object.values(schemas).at(-1)
  const examples = typeof newest === 'object' && newest !== null && 'examples' in newest ? newest.examples : []
  return Array.isArray(examples) ? examples : []
}
