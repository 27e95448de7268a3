import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { createWebIngest } from '../messages/web-ingest.ts'
import { openOrConflict } from '../open-or-conflict.ts'
import { authorize } from '../permissions.ts'
import { findSource } from './find-source.ts'
import { receiveWebhook } from './receive-webhook.ts'
import type { SourceTest } from './schemas.ts'
import { isSchemeName } from './schemes.ts'
import { signTestRequest } from './sign-test-request.ts'
import { EMPTY_CONFIG, openConfig } from './source-config.ts'

/**
 * Sends a source a request signed as its provider would, through everything a real one passes. @throws DomainError
 * `not_found`
 */
export async function sendSourceTest(ctx: Context, instance: string, source: string): Promise<SourceTest> {
  authorize(ctx, 'source:write')
  const row = await findSource(await findInstance(ctx, instance), source)
  const token = openOrConflict(row.token, 'The address of this source was', 'rotate it')
  const now = Date.now()
  const id = randomUUID()
  const type = 'posthorn.test'
  const event = { id, event_id: id, eventType: type, type, event: { type }, generatedDate: new Date(now).toISOString() }
  const body = JSON.stringify({ ...event, payload: { note: 'A signed test from the dashboard' } })
  const scheme = isSchemeName(row.scheme) ? row.scheme : 'none'
  const headers = {
    'content-type': 'application/json',
    'x-github-event': type,
    'x-shopify-topic': type,
    ...signTestRequest(scheme, openConfig(row.config) ?? EMPTY_CONFIG, body, now),
  }
  const ingest = createWebIngest()
  const outcome = await receiveWebhook(ingest, { token, rawBody: Buffer.from(body), headers })
  await ingest.flush()
  switch (outcome.kind) {
    case 'accepted':
      return { accepted: true, messageId: formatId('message', outcome.messageId), reason: null, detail: null }
    case 'rejected':
      return { accepted: false, messageId: null, reason: outcome.reason, detail: outcome.detail }
    case 'challenge':
    case 'unknown_source':
      return { accepted: false, messageId: null, reason: outcome.kind, detail: null }
  }
}
