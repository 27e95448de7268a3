import { Webhook } from 'svix'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { OPERATIONAL_EVENT_TYPES } from '#lib/domain/operational-events/schemas.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace } from './workspace.ts'

const SECRET = `whsec_${Buffer.alloc(24, 9).toString('base64')}`

const eventSchema = z.object({
  type: z.string(),
  data: z.looseObject({ appId: z.string(), endpointId: z.string() }),
})

let hears: Receiver
let fails: Receiver
beforeAll(async () => {
  hears = await startReceiver()
  fails = await startReceiver({ behave: (_, n) => ({ status: n < 4 ? 500 : 200 }) })
})
afterAll(async () => {
  await hears.close()
  await fails.close()
})

/** What arrived, verified as its receiver would. */
function heard() {
  return hears.requests.map(({ body, headers }) => {
    const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature']
    const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]))
    return eventSchema.parse(new Webhook(SECRET).verify(body.toString(), signed))
  })
}

describe('an operational endpoint', () => {
  it('rule 15, loops: hears of every kind of event over HTTP, signed, and of nothing that its own deliveries do', async () => {
    const space = await createWorkspace(inject('posthorn'), { retrySchedule: [0, 0, 0, 0, 0] })
    const broken = { url: 'http://127.0.0.1:9/', secret: SECRET }
    await space.call('POST', '/api/v1/operational-webhook/endpoint', broken)
    await space.call('POST', '/api/v1/operational-webhook/endpoint', { url: hears.url, secret: SECRET })

    const failing = await space.svix.endpoint.create(space.app, { url: fails.url, filterTypes: ['turns.good'] })
    const dead = await space.svix.endpoint.create(space.app, { url: 'http://127.0.0.1:9/', filterTypes: ['stays.bad'] })
    await space.send('turns.good')
    const lost = await space.send('stays.bad', {}, { eventId: 'lost-1' })
    await space.untilStatus(lost, dead.id, 2)
    await fails.waitFor(5)
    await space.svix.endpoint.headersUpdate(space.app, dead.id, { headers: { 'x-team': 'billing' } })
    await space.svix.endpoint.rotateSecret(space.app, dead.id, {})
    await space.svix.endpoint.transformationPartialUpdate(space.app, dead.id, {
      code: 'function handler(webhook) { return webhook }',
      enabled: true,
    })
    await space.svix.endpoint.patch(space.app, dead.id, { disabled: true })
    await space.svix.endpoint.patch(space.app, dead.id, { disabled: false })
    await space.svix.endpoint.delete(space.app, dead.id)

    const expected = [
      ...['endpoint.created', 'endpoint.created', 'endpoint.deleted', 'endpoint.disabled', 'endpoint.enabled'],
      ...Array.from({ length: 5 }, () => 'endpoint.updated'),
      ...[
        'message.attempt.exhausted',
        'message.attempt.failing',
        'message.attempt.failing',
        'message.attempt.recovered',
      ],
    ]
    await hears.waitFor(expected.length)
    const events = heard()
    expect(events.map(({ type }) => type).sort()).toEqual(expected)
    expect(new Set(expected)).toEqual(new Set(OPERATIONAL_EVENT_TYPES))
    expect(new Set(events.map(({ data }) => data.appId))).toEqual(new Set([space.app]))
    const about = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data)
    expect(about('message.attempt.exhausted')).toMatchObject([
      { endpointId: dead.id, msgId: lost, msgEventId: 'lost-1' },
    ])
    expect(about('message.attempt.recovered')).toMatchObject([
      { endpointId: failing.id, lastAttempt: { responseStatusCode: 200 } },
    ])
    expect(about('endpoint.disabled')).toMatchObject([{ endpointId: dead.id, trigger: 'manual' }])
  })
})
