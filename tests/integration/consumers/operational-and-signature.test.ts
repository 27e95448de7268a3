import { beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { deleteConsumer } from '#lib/domain/consumers/delete-consumer.ts'
import { getSigningSecret } from '#lib/domain/consumers/get-signing-secret.ts'
import { rotateSigningSecret } from '#lib/domain/consumers/rotate-signing-secret.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { parseSecret, sign } from '#lib/engine/index.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { POST as checkSignature } from '../../../app/api/v1/app/[app_id]/signature-check/route.ts'
import { PUT as put, DELETE as remove } from '../../../app/api/v1/operational-webhook/endpoint/[endpoint_id]/route.ts'
import { POST as create, GET as list } from '../../../app/api/v1/operational-webhook/endpoint/route.ts'

const { pool } = await createDatabase()

const ctx = rootContext()
let instance: string

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'test' })).id
})

describe('operational endpoints', () => {
  const listening = () => ({ headers: { 'x-instance-id': instance } })

  test('are made, replaced and removed apart from consumers', async () => {
    const made = await callRoute(create, {
      ...listening(),
      body: { url: 'https://example.com/ops', uid: 'ops', filterTypes: ['endpoint.disabled'] },
    })
    expect(made).toMatchObject({ status: 201, body: { eventTypes: ['endpoint.disabled'], uid: 'ops' } })
    const params = { endpoint_id: 'ops' }
    const replaced = await callRoute(put, {
      ...listening(),
      params,
      body: { url: 'https://example.com/2', uid: 'ops' },
    })
    expect(replaced).toMatchObject({ status: 200, body: { url: 'https://example.com/2', eventTypes: null } })
    expect((await callRoute(list, listening())).body).toMatchObject({ data: [{ uid: 'ops' }] })
    expect(await callRoute(remove, { ...listening(), params })).toMatchObject({ status: 204 })
    expect((await callRoute(list, listening())).body).toMatchObject({ data: [] })
  })

  test('refuse events that do not exist', async () => {
    const body = { url: 'https://example.com/ops', eventTypes: ['invoice.paid'] }
    expect(await callRoute(create, { ...listening(), body })).toMatchObject({ status: 422 })
  })

  test('hear of every change of a consumer, and not of their own', async () => {
    await createConsumer(ctx, instance, { url: 'https://example.com/ops' }, 'operational')
    const { id } = await createConsumer(ctx, instance, { url: 'https://example.com/hook', uid: 'mine' })
    await updateConsumer(ctx, instance, id, { disabled: true })
    await updateConsumer(ctx, instance, id, { disabled: false })
    await deleteConsumer(ctx, instance, id)
    const { rows } = await pool.query<{ event_type: string; body: string }>(
      `select m.event_type, m.body from message m join instance i on i.key = m.instance where i.id = $1 order by m.id`,
      [parseId('instance', instance)],
    )
    expect(rows.map((row) => row.event_type)).toEqual([
      'endpoint.created',
      'endpoint.updated',
      'endpoint.disabled',
      'endpoint.updated',
      'endpoint.enabled',
      'endpoint.deleted',
    ])
    for (const { body } of rows)
      expect(JSON.parse(body).data).toMatchObject({ appId: instance, endpointId: id, endpointUid: 'mine' })
  })
})

describe('the signature check', () => {
  const body = '{"a":1}'
  const id = 'msg_1'
  const timestamp = Math.floor(Date.now() / 1000)

  function signed(secret: string) {
    const parsed = parseSecret(secret)
    if (parsed.kind === 'fault') throw new Error(parsed.message)
    const signature = sign(id, timestamp, body, [parsed.key])
    return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature }
  }

  const check = async (question: object) =>
    (await callRoute(checkSignature, { params: { app_id: instance }, body: { body, ...question } })).body

  test('verifies with a consumer’s own secret, the old one too while it still signs', async () => {
    const consumer = await createConsumer(ctx, instance, { url: 'https://example.com' })
    const { key } = await getSigningSecret(ctx, instance, consumer.id)
    expect(await check({ headers: signed(key), endpointId: consumer.id })).toMatchObject({ kind: 'verified' })
    await rotateSigningSecret(ctx, instance, consumer.id, {})
    expect(await check({ headers: signed(key), endpointId: consumer.id })).toMatchObject({ kind: 'verified' })
  })

  test('names the consumer whose secret it was, and shows no secret', async () => {
    const [mine, other] = [
      await createConsumer(ctx, instance, { url: 'https://example.com/mine' }),
      await createConsumer(ctx, instance, { url: 'https://example.com/other', description: 'The other' }),
    ]
    const { key } = await getSigningSecret(ctx, instance, other.id)
    const verdict = await check({ headers: signed(key), endpointId: mine.id })
    expect(verdict).toMatchObject({ kind: 'refused', fault: 'wrong_secret', label: 'The other' })
    expect(JSON.stringify(verdict)).not.toContain(key)
  })

  test('needs something to judge by', async () => {
    const reply = await callRoute(checkSignature, { params: { app_id: instance }, body: { body, headers: {} } })
    expect(reply.status).toBe(422)
  })
})
