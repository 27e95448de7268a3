import { z } from 'zod'
import type { Instance } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import { openHeaders } from '../consumers/header-box.ts'
import type { Context } from '../context.ts'
import { DomainError, fieldError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { findMessage } from '../messages/find-message.ts'
import { authorize } from '../permissions.ts'
import type { TrialInput, TrialView } from './schemas.ts'
import { sharedSandbox } from './shared-sandbox.ts'

/**
 * Runs code on a message of the log or on a given event, as a delivery to this consumer would. Sends and keeps nothing.
 */
export async function tryTransformation(
  ctx: Context,
  instance: string,
  consumer: string,
  { code, ...source }: TrialInput,
): Promise<TrialView> {
  authorize(ctx, 'transformation:write')
  const found = await findInstance(ctx, instance)
  const { url, headers } = await findConsumer(found, consumer)
  const open = openHeaders(headers).filter(({ sensitive }) => !sensitive)
  const event = await eventOf(ctx, found, source)
  const before = {
    ...event,
    method: 'POST' as const,
    url,
    headers: Object.fromEntries(open.map(({ name, value }) => [name, value])),
  }
  const { payload, ...input } = before
  const result = await sharedSandbox().run(code, { ...input, body: JSON.stringify(payload) })
  const shown = { before, console: [...result.console] }
  if (result.kind === 'error') {
    const { message, line, column } = result
    return { ...shown, after: null, error: { message, line, column } }
  }
  const { kind: _kind, console: _console, body, ...after } = result
  return {
    ...shown,
    after: { ...after, payload: body === null ? payload : readPayload(body) },
    error: null,
  }
}

async function eventOf(
  ctx: Context,
  instance: Instance,
  { messageId, eventType, tags, payload }: Omit<TrialInput, 'code'>,
) {
  if (!messageId) {
    if (!eventType || payload === undefined)
      throw fieldError('messageId', 'Give a messageId, or eventType and payload.')
    return { eventType, payload, companyTags: tags ?? [] }
  }
  const message = await findMessage(ctx, instance, messageId, { withBody: true })
  if (message.body === null) throw new DomainError('conflict', 'The body of this message was expunged.')
  return {
    eventType: message.event_type,
    payload: readPayload(message.body),
    companyTags: [...message.tags],
  }
}

// What is delivered is text; what is shown is walked, and some are nested deeper than that can be.
function readPayload(text: string): z.output<ReturnType<typeof z.json>> {
  try {
    return z.json().parse(JSON.parse(text))
  } catch (cause) {
    throw new DomainError('conflict', 'The payload is nested too deeply to be tried.', { cause })
  }
}
