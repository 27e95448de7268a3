import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getSigningSecret } from '#lib/domain/consumers/get-signing-secret.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createWebIngest } from '#lib/domain/messages/web-ingest.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { incomingFor } from '#tests/support/incoming-message.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { POST } from '../../../app/api/v1/app/[app_id]/signature-check/route.ts'

await createDatabase()

const ctx = rootContext()
const BODY = '{"id": "inv_1", "amount": 12.50}'
let instance: string
let consumer: string
let secret: string
let otherSecret: string
let retiredSecret: string

beforeAll(async () => {
  instance = (await createInstance(ctx, { name: 'debugger' })).id
  const url = 'https://example.com/hooks'
  consumer = (await createConsumer(ctx, instance, { url, description: 'Ledger' })).id
  const other = await createConsumer(ctx, instance, { url, description: 'Billing' })
  otherSecret = (await getSigningSecret(ctx, instance, other.id)).key
  retiredSecret = (await getSigningSecret(ctx, instance, consumer)).key
  await rotateSigningSecret(ctx, instance, consumer, {})
  await prisma().consumerSecret.updateMany({
    where: { consumerId: parseId('consumer', consumer) ?? '', expiresAt: { not: null } },
    data: { expiresAt: new Date(0) },
  })
  secret = (await getSigningSecret(ctx, instance, consumer)).key
})

/** Headers as a sender makes them; signed here from the rule itself, not with the code under test. */
function signed(key: string, { body = BODY, id = 'msg_1', age = 0 } = {}): Record<string, string> {
  const time = String(Math.floor(Date.now() / 1000) - age)
  const bytes = Buffer.from(key.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', bytes).update(`${id}.${time}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` }
}

async function ask(headers: Record<string, string>, body = BODY) {
  const question = { body, headers, endpointId: consumer }
  const reply = await callRoute(POST, { params: { app_id: instance }, body: question })
  expect(reply.status).toBe(200)
  for (const key of [secret, otherSecret, retiredSecret]) expect(JSON.stringify(reply.body)).not.toContain(key)
  return reply.body
}

describe('the signature debugger', () => {
  it('says so when a webhook is genuine', async () => {
    expect(await ask(signed(secret))).toMatchObject({ kind: 'verified', id: 'msg_1' })
  })

  it('names a wrong secret', async () => {
    const stranger = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    expect(await ask(signed(stranger))).toMatchObject({ fault: 'wrong_secret', label: null })
  })

  it('names the consumer whose secret it was', async () => {
    expect(await ask(signed(otherSecret))).toMatchObject({ fault: 'wrong_secret', label: 'Billing' })
  })

  it('recognises a secret of this consumer that was rotated away', async () => {
    expect(await ask(signed(retiredSecret))).toMatchObject({
      fault: 'wrong_secret',
      label: 'an earlier secret of this consumer',
    })
  })

  it('shows that re-serialised JSON is not what was signed', async () => {
    const verdict = await ask(signed(secret, { body: '{"id":"inv_1","amount":12.5}' }))
    expect(verdict).toMatchObject({
      fault: 'altered_body',
      reserialised: true,
      signedBody: '{"id":"inv_1","amount":12.5}',
    })
  })

  it('finds a body that was altered by what was sent under its id', async () => {
    const row = await prisma().instance.findUniqueOrThrow({ where: { id: parseId('instance', instance) ?? '' } })
    const accepted = await createWebIngest().sink.accept(incomingFor(row, { body: BODY }))
    const id = formatId('message', accepted.messageId)
    const verdict = await ask(signed(secret, { id }), BODY.replace('12.50', '99.00'))
    expect(verdict).toMatchObject({ fault: 'altered_body', reserialised: false, signedBody: BODY })
    const unknown = formatId('message', newUuid())
    expect(await ask(signed(secret, { id: unknown }), '{}')).toMatchObject({ fault: 'wrong_secret', label: null })
  })

  it('says how old a stale webhook is, and whether only its time is wrong', async () => {
    expect(await ask(signed(secret, { age: 400 }))).toMatchObject({ fault: 'stale_time', signatureMatches: true })
    expect(await ask(signed(otherSecret, { age: 400 }))).toMatchObject({ signatureMatches: false })
  })

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('names a missing %s', async (name) => {
    const { [name]: _gone, ...rest } = signed(secret)
    expect(await ask(rest)).toMatchObject({ fault: 'missing_header', names: [name] })
  })

  it('names a signature version that is none of ours', async () => {
    const headers = {
      ...signed(secret),
      'webhook-signature':
        'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==',
    }
    expect(await ask(headers)).toMatchObject({ fault: 'wrong_version', versions: ['v1a'] })
  })
})
