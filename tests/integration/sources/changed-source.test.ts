import { pino } from 'pino'
import { Webhook } from 'svix'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import type { Context } from '#lib/domain/context.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { MESSAGE_FLAG } from '#lib/domain/messages/message-flags.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { deleteSource } from '#lib/domain/sources/delete-source.ts'
import { type ReceiveOutcome, receiveWebhook } from '#lib/domain/sources/receive-webhook.ts'
import { updateSource } from '#lib/domain/sources/update-source.ts'
import { createPublisher } from '#lib/engine/index.ts'
import { parseEnv } from '#lib/env.ts'
import { CompanyTags } from '#lib/worker/company-tags.ts'
import { createDelivery } from '#lib/worker/create-delivery.ts'
import { IngestSink } from '#lib/worker/ingest-sink.ts'
import { createDatabase } from '#tests/support/database.ts'

const { url, pool } = await createDatabase()
const log = pino({ level: 'silent' })
// A worker that hears no notification: it knows of changes only what its own statements tell it.
const delivery = createDelivery({
  env: parseEnv({ DATABASE_URL: url, POSTHORN_SECRET: process.env.POSTHORN_SECRET }),
  log,
  hotConnections: 2,
  plainConnections: 2,
})
const sink = new IngestSink({
  directory: delivery.directory,
  companyTags: new CompanyTags(delivery.plain),
  publisher: createPublisher(delivery),
  clock: delivery.clock,
  pool: delivery.plain,
})
afterAll(async () => {
  await delivery.close()
  await prisma().$disconnect()
})

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const actor = { kind: 'root', id: null, name: 'root', role: 'owner', instanceId: null, capabilities: null } as const
const ctx: Context = { actor, requestId: 'test', log }

let app: string
let source: string
let token: string
beforeEach(async () => {
  app = (await createInstance(ctx, { name: 'test' })).id
  const made = await createSource(ctx, app, { name: 'test', type: 'svix', config: { secret: SECRET } })
  source = made.id
  token = made.ingestUrl?.split('/in/')[1] ?? ''
})

function receive(secret = SECRET): Promise<ReceiveOutcome> {
  const [id, at, body] = [newUuid(), new Date(), '{"a":1}']
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  }
  const rejections = { record: () => Promise.resolve() }
  const discoveries = { note: () => {} }
  const deps = { directory: delivery.directory, sink, discoveries, rejections, now: Date.now }
  return receiveWebhook(deps, { token, rawBody: Buffer.from(body), headers })
}

async function flagsOf(outcome: ReceiveOutcome): Promise<number | undefined> {
  const id = outcome.kind === 'accepted' ? outcome.messageId : null
  const { rows } = await pool.query<{ flags: number }>('select flags from message where id = $1', [id])
  return rows[0]?.flags
}

describe('a source that changed a moment ago, in another process', () => {
  it('has the very next webhook stored as the source says now', async () => {
    expect(await flagsOf(await receive())).toBe(0)
    await updateSource(ctx, app, source, { inbox: true })
    expect(await flagsOf(await receive())).toBe(MESSAGE_FLAG.inbox)
  })

  it('takes a webhook that is signed with the secret it was given, and nothing that is not', async () => {
    const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
    expect(await receive()).toMatchObject({ kind: 'accepted' })
    await updateSource(ctx, app, source, { config: { secret: other } })
    expect(await receive(other)).toMatchObject({ kind: 'accepted' })
    await updateSource(ctx, app, source, { name: 'renamed' })
    expect(await receive('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx')).toMatchObject({ reason: 'bad_signature' })
  })

  it('takes a webhook once it is switched on', async () => {
    await updateSource(ctx, app, source, { disabled: true })
    expect(await receive()).toMatchObject({ kind: 'rejected', reason: 'disabled' })
    await updateSource(ctx, app, source, { disabled: false })
    expect(await receive()).toMatchObject({ kind: 'accepted' })
  })

  it('takes nothing once it is switched off', async () => {
    expect(await receive()).toMatchObject({ kind: 'accepted' })
    await updateSource(ctx, app, source, { disabled: true })
    expect(await receive()).toMatchObject({ kind: 'rejected', reason: 'disabled' })
  })

  it('is unknown once it is deleted', async () => {
    expect(await receive()).toMatchObject({ kind: 'accepted' })
    await deleteSource(ctx, app, source)
    expect(await receive()).toEqual({ kind: 'unknown_source' })
  })
})
