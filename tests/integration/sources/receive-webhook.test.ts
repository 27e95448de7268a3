import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { getSource } from '#lib/domain/sources/get-source.ts'
import { listRejections } from '#lib/domain/sources/list-rejections.ts'
import type { SourceInput } from '#lib/domain/sources/schemas.ts'
import { createDatabase } from '#tests/support/database.ts'
import {
  CODAT_EVENT as EVENT,
  postWebhook,
  SOURCE_SECRET as SECRET,
  signWebhook as signed,
  tokenOf,
} from '#tests/support/post-webhook.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
afterAll(() => prisma().$disconnect())

const ctx = rootContext()
const viewer = rootContext({ role: 'viewer' })

let app: string
let instanceKey: number

beforeEach(async () => {
  const id = newUuid()
  app = formatId('instance', id)
  const row = await pool.query('insert into instance (id, name) values ($1, $2) returning key', [id, 'test'])
  instanceKey = row.rows[0].key
})

async function addSource(input: Partial<SourceInput> = {}): Promise<{ id: string; token: string }> {
  const view = await createSource(ctx, app, { name: 'test', type: 'svix', config: { secret: SECRET }, ...input })
  return { id: view.id, token: tokenOf(view.ingestUrl) }
}

const post = (token: string, body: string | Buffer, headers?: Record<string, string>) =>
  postWebhook(ctx, token, body, headers)

async function messageOf(id: string) {
  const row = await pool.query('select * from message where id = $1', [parseId('message', id)])
  return row.rows[0]
}

describe('a provider that posts to a source', () => {
  it('gets 202 with the id of a message that holds its exact bytes, type, company and tags', async () => {
    const source = await addSource()
    const answer = await post(source.token, EVENT, signed(EVENT, 'msg_one'))
    expect(answer.status).toBe(202)
    expect(await messageOf(answer.json.id)).toMatchObject({
      body: EVENT,
      event_type: 'read.completed',
      company: 'c1',
      tags: ['region:uk'],
      event_id: 'msg_one',
      source_id: parseId('source', source.id),
      instance: instanceKey,
      flags: 0,
    })
  })

  it('makes the event type and the company known, and follows a company that moved', async () => {
    const source = await addSource()
    await post(source.token, EVENT, signed(EVENT))
    const moved = EVENT.replace('"uk"', '"us"')
    await post(source.token, moved, signed(moved))
    const companies = await prisma().company.findMany({ where: { instance: { key: instanceKey } } })
    expect(companies).toMatchObject([{ externalId: 'c1', name: 'Toft', tags: ['region:us'], discovered: true }])
    const types = await prisma().eventType.findMany({ where: { instance: { key: instanceKey } } })
    expect(types).toMatchObject([{ name: 'read.completed', discovered: true }])
  })

  it('gets 202 again for a repeated id, without a second message', async () => {
    const source = await addSource()
    const first = await post(source.token, EVENT, signed(EVENT, 'msg_same'))
    const second = await post(source.token, EVENT, signed(EVENT, 'msg_same'))
    expect(second).toMatchObject({ status: 202, json: { id: first.json.id, duplicate: true } })
    const other = await addSource()
    expect((await post(other.token, EVENT, signed(EVENT, 'msg_same'))).json.duplicate).toBeUndefined()
  })

  it('gets 404 at an unknown address and at a disabled source', async () => {
    expect((await post('nothing', EVENT)).status).toBe(404)
    const source = await addSource({ disabled: true })
    expect((await post(source.token, EVENT, signed(EVENT))).status).toBe(404)
  })

  it('gets 401 with the reason, which the operator finds with credentials masked', async () => {
    const source = await addSource()
    const body = `{"secret":"${SECRET}","nul":"\u0000"}`
    const headers = { ...signed('{}'), authorization: 'Bearer abc', 'x-note': 'nul\u0000' }
    expect(await post(source.token, body, headers)).toMatchObject({ status: 401, json: { code: 'bad_signature' } })
    const { data } = await listRejections(viewer, app, source.id, {})
    expect(data).toMatchObject([{ reason: 'bad_signature', size: Buffer.byteLength(body) }])
    expect(data[0]?.headers.authorization).toBe('••••')
    expect(JSON.stringify(data)).not.toContain(SECRET)
  })

  it('gets 401 where no known key opens the secret of the source, which still is listed', async () => {
    const source = await addSource()
    await pool.query('update source set config = set_byte(config, 1, 255 - get_byte(config, 1)) where id = $1', [
      parseId('source', source.id),
    ])
    const answer = await post(source.token, EVENT, signed(EVENT))
    expect(answer).toMatchObject({ status: 401, json: { code: 'misconfigured' } })
    expect(await getSource(ctx, app, source.id)).toMatchObject({ id: source.id, config: {} })
  })

  it('gets 400 for what is no JSON in UTF-8, though it is signed', async () => {
    const source = await addSource({
      type: 'generic-hmac',
      config: { secret: 's', header: 'X-Sig', algorithm: 'sha256', encoding: 'hex' },
    })
    for (const body of [
      Buffer.from('not json'),
      Buffer.from([0x22, 0xff, 0x22]),
      Buffer.from(''),
      Buffer.from('\ufeff{}'),
    ]) {
      const proof = createHmac('sha256', 's').update(body).digest('hex')
      expect(await post(source.token, body, { 'x-sig': proof })).toMatchObject({
        status: 400,
        json: { code: 'not_json' },
      })
    }
  })

  it('is told to choose JSON when it posts a form, as GitHub does unless asked otherwise', async () => {
    const source = await addSource({ type: 'github', config: { secret: 's' } })
    const body = 'payload=%7B%7D'
    const proof = `sha256=${createHmac('sha256', 's').update(body).digest('hex')}`
    const headers = { 'x-hub-signature-256': proof, 'content-type': 'application/x-www-form-urlencoded' }
    expect(await post(source.token, body, headers)).toMatchObject({
      status: 400,
      json: { code: 'not_json', detail: expect.stringContaining('choose application/json') },
    })
  })

  it('may pack its body as gzip, up to 1 MiB unpacked, and gets 415 for another packing', async () => {
    const source = await addSource()
    const packed = { 'content-encoding': 'gzip' }
    const answer = await post(source.token, gzipSync(EVENT), { ...signed(EVENT), ...packed })
    expect((await messageOf(answer.json.id)).body).toBe(EVENT)
    expect((await post(source.token, gzipSync(Buffer.alloc(2_000_000, 32)), packed)).status).toBe(413)
    expect((await post(source.token, 'no gzip', packed)).status).toBe(400)
    expect((await post(source.token, EVENT, { ...signed(EVENT), 'content-encoding': 'br' })).status).toBe(415)
  })

  it('gets 413 over 1 MiB and 202 at exactly that', async () => {
    const source = await addSource()
    const fitting = `"${'x'.repeat(1_048_574)}"`
    expect((await post(source.token, fitting, signed(fitting))).status).toBe(202)
    expect((await post(source.token, `${fitting} `, signed(`${fitting} `))).status).toBe(413)
  })

  it('gets 508 when the event went through Posthorn three times', async () => {
    const source = await addSource()
    expect((await post(source.token, EVENT, { ...signed(EVENT), 'posthorn-hop': '3' })).status).toBe(508)
    const answer = await post(source.token, EVENT, { ...signed(EVENT), 'posthorn-hop': '2' })
    expect((await messageOf(answer.json.id)).hop).toBe(2)
  })

  it('gets the challenge of Slack answered only when it is signed, and nothing is stored', async () => {
    const source = await addSource({ type: 'slack', config: { secret: 'slack' } })
    const body = '{"type":"url_verification","token":"t","challenge":"3eZbrw1aB10nSXVrm"}'
    const at = String(Math.floor(Date.now() / 1000))
    const proof = `v0=${createHmac('sha256', 'slack').update(`v0:${at}:${body}`).digest('hex')}`
    const answer = await post(source.token, body, { 'x-slack-request-timestamp': at, 'x-slack-signature': proof })
    expect(answer).toMatchObject({ status: 200, text: '3eZbrw1aB10nSXVrm' })
    expect(
      (await post(source.token, body, { 'x-slack-request-timestamp': at, 'x-slack-signature': 'v0=00' })).status,
    ).toBe(401)
    expect((await pool.query('select 1 from message where instance = $1', [instanceKey])).rowCount).toBe(0)
  })

  it.each([
    ['github', {}, { 'x-github-event': 'push', 'x-github-delivery': 'd1' }, '{}', 'push', 'd1'],
    ['generic-webhook', {}, {}, '[1]', 'webhook.received', null],
    [
      'generic-webhook',
      { eventTypePath: 'header:X-Topic,body:a.b' },
      {},
      '{"a":{"b":"orders/create"}}',
      'orders.create',
      null,
    ],
    ['generic-webhook', { eventTypePath: 'body:constructor.name' }, {}, '{}', 'webhook.received', null],
  ] as const)(
    'of the type %s has its event named and told apart',
    async (type, fields, headers, body, eventType, eventId) => {
      const source = await addSource({ type, config: {}, ...fields })
      const answer = await post(source.token, body, headers)
      expect(await messageOf(answer.json.id)).toMatchObject({ event_type: eventType, event_id: eventId })
    },
  )

  it('rule 15, loops: is stored by an inbox and sent to nobody', async () => {
    const source = await addSource({ inbox: true })
    const consumer = await pool.query(
      `insert into consumer (id, instance_id, url, event_types, tags) select $1, id, 'https://example.test', '{}', '{}' from instance where key = $2 returning key`,
      [newUuid(), instanceKey],
    )
    const answer = await post(source.token, EVENT, signed(EVENT))
    expect((await messageOf(answer.json.id)).flags).toBe(2)
    expect((await pool.query('select 1 from queue where consumer = $1', [consumer.rows[0].key])).rowCount).toBe(0)
  })

  it('cannot fill the database with rejected requests', async () => {
    const source = await addSource()
    await pool.query(
      `insert into rejected_request (id, source_id, instance, reason, size) select hot.uuid_floor(now() - interval '1 h' + n * interval '1 s'), $1, $2, 'old', 0 from generate_series(1, 1200) n`,
      [parseId('source', source.id), instanceKey],
    )
    for (let n = 0; n < 30; n += 1) await post(source.token, '{}')
    const kept = await pool.query(
      `select count(*)::int as n, count(*) filter (where reason = 'old')::int as old from rejected_request where source_id = $1`,
      [parseId('source', source.id)],
    )
    expect(kept.rows[0].n).toBeLessThanOrEqual(1001)
    expect(kept.rows[0].n - kept.rows[0].old).toBeGreaterThan(0)
  })
})
