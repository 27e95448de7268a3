import { createHmac } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getCustomHeaders } from '#lib/domain/consumers/get-custom-headers.ts'
import { getSigningSecret } from '#lib/domain/consumers/get-signing-secret.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { setCustomHeaders } from '#lib/domain/consumers/set-custom-headers.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { checkConsumerSignature } from '#lib/domain/sources/check-consumer-signature.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { sendSourceTest } from '#lib/domain/sources/send-source-test.ts'
import { updateSource } from '#lib/domain/sources/update-source.ts'
import { upsertSource } from '#lib/domain/sources/upsert-source.ts'
import { testConnection } from '#lib/domain/tls/test-connection.ts'
import { SecretBox } from '#lib/encryption.ts'
import { createDatabase } from '#tests/support/database.ts'
import { SOURCE_SECRET as SECRET } from '#tests/support/post-webhook.ts'
import { rootContext } from '#tests/support/root-context.ts'

await createDatabase()

const ctx = rootContext()
const lost = new SecretBox(['a-secret-that-nobody-has-written-down-32']).seal('{}')
let app: string

beforeEach(async () => {
  app = (await createInstance(ctx, { name: 'locked' })).id
})

async function lockedConsumer(): Promise<string> {
  const { id } = await createConsumer(ctx, app, { url: 'https://example.com/hooks' })
  const key = parseId('consumer', id) ?? ''
  await prisma().consumer.update({ where: { id: key }, data: { headers: lost } })
  await prisma().consumerSecret.updateMany({ where: { consumerId: key }, data: { secret: lost } })
  return id
}

async function lockedSource(data: { config?: typeof lost; token?: typeof lost }): Promise<string> {
  const { id } = await createSource(ctx, app, { name: 'in', type: 'svix', config: { secret: SECRET } })
  await prisma().source.update({ where: { id: parseId('source', id) ?? '' }, data })
  return id
}

describe('with what another POSTHORN_SECRET encrypted', () => {
  it('custom headers are refused to be read or patched, and can be replaced', async () => {
    const consumer = await lockedConsumer()
    const set = (mode: 'patch' | 'replace') =>
      setCustomHeaders(ctx, app, consumer, { mode, headers: [{ name: 'x-team', value: 'blue' }] })
    await expect(getCustomHeaders(ctx, app, consumer)).rejects.toMatchObject({ code: 'conflict' })
    await expect(set('patch')).rejects.toMatchObject({ code: 'conflict' })
    await set('replace')
    expect(await getCustomHeaders(ctx, app, consumer)).toEqual([{ name: 'x-team', value: 'blue', sensitive: false }])
  })

  it('a signing secret says that it is to be rotated, and is whole again then', async () => {
    const consumer = await lockedConsumer()
    await expect(getSigningSecret(ctx, app, consumer)).rejects.toMatchObject({ code: 'conflict' })
    await rotateSigningSecret(ctx, app, consumer, {})
    expect((await getSigningSecret(ctx, app, consumer)).key).toMatch(/^whsec_/)
  })

  it('a client certificate says in the connection test that it is to be uploaded again', async () => {
    const { id } = await createConsumer(ctx, app, { url: 'https://example.com/hooks' })
    const data = { tlsCertificate: 'a certificate', tlsKey: lost }
    await prisma().consumer.update({ where: { id: parseId('consumer', id) ?? '' }, data })
    await expect(testConnection(ctx, app, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('one consumer does not keep the signature debugger from judging for others', async () => {
    await lockedConsumer()
    const time = String(Math.floor(Date.now() / 1000))
    const bytes = Buffer.from(SECRET.replace('whsec_', ''), 'base64')
    const signature = createHmac('sha256', bytes).update(`msg_1.${time}.{}`).digest('base64')
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` }
    const verdict = await checkConsumerSignature(ctx, app, { body: '{}', headers, secrets: [SECRET] })
    expect(verdict).toMatchObject({ kind: 'verified' })
  })

  it('a source gets a new secret by a change of it, and by its replacement', async () => {
    const id = await lockedSource({ config: lost })
    await expect(updateSource(ctx, app, id, { config: {} })).rejects.toMatchObject({ code: 'validation' })
    await updateSource(ctx, app, id, { config: { secret: SECRET } })
    expect(await sendSourceTest(ctx, app, id)).toMatchObject({ accepted: true })
    const other = await lockedSource({ config: lost })
    await upsertSource(ctx, app, other, { name: 'in', type: 'svix', config: { secret: SECRET } })
    expect(await sendSourceTest(ctx, app, other)).toMatchObject({ accepted: true })
  })

  it('a test of a source tells that its address is to be rotated', async () => {
    const id = await lockedSource({ token: lost })
    await expect(sendSourceTest(ctx, app, id)).rejects.toMatchObject({ code: 'conflict' })
  })
})
