import { setTimeout as wait } from 'node:timers/promises'
import { env } from '#lib/env.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { listAttempts } from '../deliveries/list-attempts.ts'
import type { AttemptView } from '../deliveries/schemas.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { createMessage } from './create-message.ts'
import type { DiscoverySink, MessageSink } from './message-sink.ts'
import type { CreateMessageInput } from './schemas.ts'

/** Beside the time that the attempt itself may take. */
const WAIT_MS = 5_000
const LOOK_EVERY_MS = 100

/**
 * Sends a test message to one consumer only and waits for what came of the first try.
 * @throws DomainError `not_found`, `validation`, `unavailable` when no worker tried it in time
 */
export async function sendTestAttempt(
  ctx: Context,
  instance: string,
  consumer: string,
  input: CreateMessageInput,
  sinks: { readonly sink: MessageSink; readonly discoveries: DiscoverySink },
): Promise<AttemptView> {
  authorize(ctx, 'delivery:write')
  const found = await findInstance(ctx, instance)
  const to = await findConsumer(found, consumer)
  const created = await createMessage(ctx, found, { ...input, deliverAt: null }, { ...sinks, onlyConsumer: to.key })
  const message = formatId('message', created.id)
  const until = performance.now() + env().POSTHORN_REQUEST_TIMEOUT_MS + WAIT_MS
  while (performance.now() < until) {
    const { data } = await listAttempts(ctx, instance, { message, limit: 1 })
    if (data[0] !== undefined) return data[0]
    await wait(LOOK_EVERY_MS)
  }
  throw new DomainError('unavailable', `No worker has sent ${message} yet. Look at its attempts later.`)
}
