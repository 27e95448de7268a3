import { describe, expect, it } from 'vitest'
import type { Context } from '#lib/domain/context.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { createMessage } from '#lib/domain/messages/create-message.ts'
import type { Acceptance, Discovery, IncomingMessage } from '#lib/domain/messages/message-sink.ts'
import { readCreateMessage } from '#lib/domain/messages/read-create-message.ts'
import { checkSignature } from '#lib/domain/sources/check-signature.ts'
import { logger } from '#lib/logger.ts'

const ctx: Context = {
  actor: { kind: 'root', id: null, name: 'root', role: 'owner', instanceId: null, capabilities: null },
  requestId: 'test',
  log: logger(),
}
const viewer: Context = { ...ctx, actor: { ...ctx.actor, role: 'viewer' } }
const instance = { id: newUuid(), key: 7, uid: null }
const NOW = Date.UTC(2026, 0, 1)

async function create(body: object | string, as = ctx, outcome: Acceptance['kind'] = 'stored') {
  const accepted: IncomingMessage[] = []
  const discovered: Discovery[] = []
  const id = newUuid(NOW)
  const sink = {
    accept: async (message: IncomingMessage) => {
      accepted.push(message)
      return { kind: outcome, messageId: id }
    },
  }
  const discoveries = { note: (one: Discovery) => void discovered.push(one) }
  const input = readCreateMessage(typeof body === 'string' ? body : JSON.stringify(body))
  const view = await createMessage(as, instance, input, { sink, discoveries, now: () => NOW, hop: 1 })
  return { view, message: accepted[0], discovered }
}

const at = (ms: number) => new Date(NOW + ms).toISOString()

describe('creating a message', () => {
  it('keeps the payload as it stood in the request, with its tags, labels, company and key', async () => {
    const raw =
      '{ "id":"e", "type":"a.b","generatedDate":"x","payload":{"referenceCompany":{"id":"c","name":"C","tags":{"r":"uk"}}}, "n":1.0 }'
    const body = `{"eventType":"a.b","eventId":"e-1","channels":["k:v"],"tags":["l"],"payload": ${raw}\n}`
    const { view, message, discovered } = await create(body)
    expect(message).toMatchObject({
      body: raw,
      size: raw.length,
      givenTags: ['k:v'],
      payloadTags: ['r:uk'],
      labels: ['l'],
    })
    expect(message).toMatchObject({
      company: 'c',
      eventId: 'e-1',
      dedupeKey: 'e:e-1',
      hop: 1,
      instanceKey: 7,
      flags: 0,
    })
    expect(view).toMatchObject({ rawPayload: raw, createdAt: new Date(NOW), deliverAt: null })
    expect(discovered).toEqual([
      { instanceId: instance.id, eventType: 'a.b', company: { id: 'c', name: 'C', tags: ['r:uk'] } },
    ])
  })

  it.each([
    [59_000, false],
    [60_000, true],
    [24 * 3_600_000, true],
    [24 * 3_600_000 + 1000, false],
  ])('for a moment %i ms ahead is allowed: %s', async (ahead, allowed) => {
    const made = create({ eventType: 'a', payload: {}, deliverAt: at(ahead) })
    if (allowed) expect((await made).view.deliverAt).toEqual(new Date(NOW + ahead))
    else await expect(made).rejects.toMatchObject({ code: 'validation', problems: [{ loc: ['body', 'deliverAt'] }] })
  })

  it('turns the wish for a shorter retention into a moment', async () => {
    const days = await create({ eventType: 'a', payload: {}, payloadRetentionPeriod: 2 })
    const hours = await create({ eventType: 'a', payload: {}, payloadRetentionHours: 3 })
    expect(days.message?.expungeAt).toBe(NOW + 48 * 3_600_000)
    expect(hours.message?.expungeAt).toBe(NOW + 3 * 3_600_000)
  })

  it('is a conflict when the eventId was seen before', async () => {
    const twice = create({ eventType: 'a', payload: {}, eventId: 'e' }, ctx, 'duplicate')
    await expect(twice).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not for viewers, nor for tokens of another instance', async () => {
    await expect(create({ eventType: 'a', payload: {} }, viewer)).rejects.toMatchObject({ code: 'permission_denied' })
    const foreign = { ...ctx, actor: { ...ctx.actor, instanceId: newUuid() } }
    await expect(create({ eventType: 'a', payload: {} }, foreign)).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['{"eventType":"a b","payload":{}}', 'validation'],
    ['{"eventType":"a","payload":[]}', 'validation'],
    ['{"eventType":"a"}', 'validation'],
    ['{"eventType":"a","payload":{},"channels":[]}', 'validation'],
    ['{"eventType":"a","payload":{},"channels":["x","x"]}', 'validation'],
    ['{"eventType":"a","payload":{},"eventId":"msg_1"}', 'validation'],
    ['{"eventType":"a","payload":{},"payloadRetentionPeriod":1,"payloadRetentionHours":1}', 'validation'],
    ['{"eventType":', 'bad_request'],
  ])('refuses %s', (body, code) => {
    expect(() => readCreateMessage(body)).toThrow(expect.objectContaining({ code }))
  })
})

describe('the signature check', () => {
  const headers = {
    'Webhook-Id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'Webhook-Timestamp': '1614265330',
    'Webhook-Signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const question = {
    body: '{"test": 2432232314}',
    headers,
    secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    at: '2021-02-25T15:02:10Z',
  }
  const other = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'

  it('verifies the published example', () => {
    expect(checkSignature(viewer, question)).toMatchObject({ kind: 'verified' })
  })

  it.each([
    ['a re-serialised body', { body: '{"test":2432232314}' }, { fault: 'altered_body' }],
    ['another secret', { secrets: [other] }, { fault: 'wrong_secret' }],
    ['a time of yesterday', { at: '2021-02-26T15:02:10Z' }, { fault: 'stale_time', signatureMatches: true }],
    [
      'a missing header',
      { headers: { ...headers, 'Webhook-Signature': '' } },
      { fault: 'missing_header', names: ['webhook-signature'] },
    ],
    [
      'another version',
      { headers: { ...headers, 'Webhook-Signature': 'v2,abc' } },
      { fault: 'wrong_version', versions: ['v2'] },
    ],
  ])('names %s', (_, change, fault) => {
    expect(checkSignature(viewer, { ...question, ...change })).toMatchObject({ kind: 'refused', ...fault })
  })
})
