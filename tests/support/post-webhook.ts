import { randomBytes } from 'node:crypto'
import { Webhook } from 'svix'
import { handleReceiveWebhook } from '#lib/api/core/handle-receive-webhook.ts'
import type { Context } from '#lib/domain/context.ts'
import { createWebIngest } from '#lib/domain/messages/web-ingest.ts'

/** Of the sources in tests. */
export const SOURCE_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** An event as Codat sends it, in spacing of its own. */
export const CODAT_EVENT =
  '{ "id":"e1", "eventType": "read.completed", "generatedDate":"2024-08-08T17:10:34.015Z", "payload":{"referenceCompany":{"id":"c1","name":"Toft","tags":{"region":"uk"}},"n":1.50} }'

/** The token in the receiving URL of a source. */
export function tokenOf(url: string | null): string {
  return url?.split('/in/')[1] ?? ''
}

/** Posts a webhook to a source, as a process without a worker takes it. */
export async function postWebhook(
  ctx: Context,
  token: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
) {
  const ingest = createWebIngest()
  const answer = await handleReceiveWebhook(ingest, { token, rawBody: Buffer.from(body), headers }, ctx)
  await ingest.flush()
  const text = answer.body ?? ''
  return { status: answer.status, text, json: text.startsWith('{') ? JSON.parse(text) : null }
}

/** The headers that sign a body, now. */
export function signWebhook(
  body: string,
  id = `msg_${randomBytes(8).toString('hex')}`,
  secret = SOURCE_SECRET,
): Record<string, string> {
  const at = new Date()
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
}
