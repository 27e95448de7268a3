import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { poll } from '../engine/workspace.ts'
import { type Clients, createClients, statusOf } from './clients.ts'

let receiver: Receiver
let clients: Clients
let endpoint: string
beforeAll(async () => {
  receiver = await startReceiver()
  clients = await createClients(inject('posthorn'))
  endpoint = (await clients.svix.endpoint.create(clients.app, { url: `${receiver.url}/hook`, uid: 'all' })).id
})
afterAll(() => receiver.close())

const send = (eventId: string, more: { eventType?: string; channels?: string[]; tags?: string[] } = {}) =>
  clients.svix.message.create(clients.app, { eventType: 'order.made', eventId, payload: { eventId }, ...more })

const attemptOf = (message: string, many = 1) =>
  poll(async () => {
    const { data } = await clients.svix.messageAttempt.listByMsg(clients.app, message)
    return data.length >= many ? (data[0] ?? null) : null
  }, `${many} attempts of ${message}`)

describe('messages through the svix package', () => {
  it('are accepted, read by id and event id, and refused a second time', async () => {
    const made = await send('first', { channels: ['region:us'], tags: ['label'] })
    const read = await clients.svix.message.get(clients.app, 'first')
    expect(read).toMatchObject({ id: made.id, payload: { eventId: 'first' }, channels: ['region:us'], tags: ['label'] })
    expect(await statusOf(send('first'))).toBe(409)
    expect(await statusOf(clients.svix.message.get(clients.app, 'unknown'))).toBe(404)
  })

  it('are accepted once for one Idempotency-Key, and refused with another body', async () => {
    const create = (payload: object) =>
      clients.svix.message.create(clients.app, { eventType: 'twin', payload }, { idempotencyKey: 'one-key' })
    const twins = await Promise.all([create({ a: 1 }), create({ a: 1 }), create({ a: 1 })])
    expect(new Set(twins.map(({ id }) => id)).size).toBe(1)
    expect(await statusOf(create({ a: 2 }))).toBe(409)
  })

  it('are listed newest first with filters and in both directions', async () => {
    const ids: string[] = []
    for (const name of ['l1', 'l2', 'l3']) ids.unshift((await send(name, { eventType: 'listed' })).id)
    const list = (more: { limit?: number; iterator?: string }) =>
      clients.svix.message.list(clients.app, { eventTypes: ['listed'], ...more })
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, iterator: first.iterator ?? '' })
    const back = await list({ limit: 2, iterator: second.prevIterator ?? '' })
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids)
    expect([first.done, second.done, back.data[0]?.id]).toEqual([false, true, ids[0]])
    const byTag = await clients.svix.message.list(clients.app, { channel: 'region:us' })
    expect(byTag.data.map(({ eventId }) => eventId)).toEqual(['first'])
    expect((await clients.svix.message.list(clients.app, { before: new Date(Date.now() - 60_000) })).data).toEqual([])
  })

  it('are read in order by who comes back with the iterator', async () => {
    const path = `/api/v1/app/${clients.app}/events?event_types=read`
    await send('r1', { eventType: 'read' })
    const first = await poll(async () => {
      const { body } = await clients.call('GET', path)
      return JSON.stringify(body).includes('"r1"') ? body : null
    }, 'the message among the events')
    expect(first).toMatchObject({ data: [{ eventId: 'r1' }], done: true, iterator: expect.any(String) })
    const iterator = typeof first === 'object' && first !== null && 'iterator' in first ? String(first.iterator) : ''
    const next = await clients.call('GET', `${path}&iterator=${iterator}`)
    expect(next).toEqual({ status: 200, body: { data: [], iterator: expect.any(String), done: true } })
  })

  it('make an instance on the way when they bring one along', async () => {
    const uid = `inline-${clients.app}`
    const application = { name: 'Inline', uid }
    await clients.root.message.create(uid, { eventType: 'x', payload: {}, application })
    expect((await clients.root.application.get(uid)).name).toBe('Inline')
  })

  it('are refused over 1 MiB, and lose their content when told to', async () => {
    const payload = { text: 'x'.repeat(1_100_000) }
    expect(await statusOf(clients.svix.message.create(clients.app, { eventType: 'x', payload }))).toBe(413)
    await clients.svix.message.expungeContent(clients.app, 'first')
    expect((await clients.svix.message.get(clients.app, 'first')).payload).toEqual({ expired: true })
  })

  it('are checked beforehand: would anybody get this?', async () => {
    const { precheck } = clients.svix.message
    expect(await precheck.call(clients.svix.message, clients.app, { eventType: 'any' })).toEqual({ active: true })
  })
})

describe('attempts through the svix package', () => {
  it('are listed by message and by consumer with their filters, read, resent and expunged', async () => {
    const { messageAttempt } = clients.svix
    const { id } = await send('attempted')
    const attempt = await attemptOf(id)
    expect(attempt).toMatchObject({
      msgId: id,
      endpointId: endpoint,
      status: 0,
      responseStatusCode: 200,
      triggerType: 0,
    })
    expect((await messageAttempt.get(clients.app, id, attempt.id)).id).toBe(attempt.id)
    const byEndpoint = await messageAttempt.listByEndpoint(clients.app, 'all', { status: 0, limit: 1 })
    expect([byEndpoint.data.length, byEndpoint.done]).toEqual([1, false])
    expect((await messageAttempt.listByMsg(clients.app, id, { statusCodeClass: 500 })).data).toEqual([])
    expect((await messageAttempt.listAttemptedMessages(clients.app, 'all', { limit: 1 })).data).toHaveLength(1)
    const destinations = await messageAttempt.listAttemptedDestinations(clients.app, id)
    expect(destinations.data).toMatchObject([{ id: endpoint, uid: 'all', status: 0 }])
    await messageAttempt.resend(clients.app, id, 'all')
    expect((await attemptOf(id, 2)).triggerType).toBe(1)
    await messageAttempt.expungeContent(clients.app, id, attempt.id)
    expect(await statusOf(messageAttempt.get(clients.app, id, 'atmpt_unknown'))).toBe(404)
    expect((await clients.svix.endpoint.getStats(clients.app, 'all')).success).toBeGreaterThan(0)
  })

  it('of an example go to one consumer only', async () => {
    const example = { eventType: 'example', payload: { a: 1 } }
    const { status, body } = await clients.call('POST', `/api/v1/app/${clients.app}/endpoint/all/send-example`, example)
    expect([status, body]).toMatchObject([202, { eventType: 'example', payload: { a: 1 } }])
  })
})

describe('background tasks through the svix package', () => {
  it('recover, replay what is missing and replay in bulk, until they are finished', async () => {
    const since = new Date(Date.now() - 3_600_000)
    const until = new Date()
    const { endpoint: consumers, backgroundTask } = clients.svix
    const tasks = [
      await consumers.recover(clients.app, 'all', { since }),
      await consumers.replayMissing(clients.app, 'all', { since }),
      await consumers.bulkReplay(clients.app, 'all', { since, until }),
    ]
    expect(tasks.map(({ task }) => task)).toEqual(['endpoint.recover', 'endpoint.replay', 'endpoint.bulk-replay'])
    for (const { id } of tasks)
      await poll(async () => ((await backgroundTask.get(id)).status === 'finished' ? true : null), `the end of ${id}`)
    expect((await backgroundTask.list()).data.map(({ id }) => id)).toEqual(
      expect.arrayContaining(tasks.map(({ id }) => id)),
    )
  })

  it('refuse a range that is older than the log', async () => {
    const since = new Date(Date.now() - 20 * 86_400_000)
    expect(await statusOf(clients.svix.endpoint.recover(clients.app, 'all', { since }))).toBe(422)
  })
})
