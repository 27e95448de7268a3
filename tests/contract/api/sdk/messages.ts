import { MessageStatus, StatusCodeClass } from 'svix'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { poll } from '../../engine/workspace.ts'
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

describe('messages over HTTP, where the package has no method', () => {
  it('are searched by text, with the filters of the list', async () => {
    await send('searched', { eventType: 'searched', channels: ['region:uk'] })
    const search = async (query: object) =>
      (await clients.call('POST', `/api/v1/app/${clients.app}/msg/search`, query)).body
    expect(await search({ text: 'SEARCHED', event_types: ['searched'], channel: 'region:uk' })).toMatchObject({
      data: [{ eventId: 'searched', payload: {} }],
      done: true,
    })
    expect(await search({ text: 'searched', with_content: true, event_types: ['searched'] })).toMatchObject({
      data: [{ payload: { eventId: 'searched' } }],
    })
    expect(await search({ text: 'never said', event_types: ['searched'] })).toMatchObject({ data: [], done: true })
  })

  it('show their exact text, and lose it several at a time', async () => {
    const { id } = await send('raw')
    const raw = async () => (await clients.call('GET', `/api/v1/app/${clients.app}/msg/${id}/raw`)).body
    expect(await raw()).toEqual({ payload: '{"eventId":"raw"}' })
    const ids = [id, 'unknown']
    const { status, body } = await clients.call('POST', `/api/v1/app/${clients.app}/msg/bulk-expunge`, { ids })
    expect([status, body]).toEqual([200, { results: { [id]: 'expunged', unknown: 'not-found' } }])
    expect((await clients.svix.message.get(clients.app, id)).payload).toEqual({ expired: true })
  })

  it('are sent once as a test, and answered with the attempt', async () => {
    const path = `/api/v1/app/${clients.app}/endpoint/all/msg/test-attempt`
    const { status, body } = await clients.call('POST', path, { eventType: 'tested', payload: { a: 1 } })
    expect([status, body]).toMatchObject([201, { endpointId: endpoint, status: 0, responseStatusCode: 200 }])
  })

  it('wait until the time they are to be delivered at, and are cancelled before', async () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000)
    const later = { eventType: 'later', eventId: 'later', payload: {}, deliverAt: at(3_600) }
    const made = await clients.svix.message.create(clients.app, later)
    expect(made.deliverAt).toEqual(later.deliverAt)
    const status = async () =>
      (await clients.svix.messageAttempt.listAttemptedDestinations(clients.app, made.id)).data[0]?.status
    expect(await status()).toBe(1)
    const cancelled = await clients.call('POST', `/api/v1/app/${clients.app}/endpoint/all/cancel-msgs`, {
      createdBefore: at(60),
    })
    expect(cancelled.status).toBe(204)
    await poll(async () => ((await status()) === 1 ? null : true), 'the cancelled message')
    for (const deliverAt of [at(10), at(90_000)])
      expect(await statusOf(clients.svix.message.create(clients.app, { ...later, eventId: null, deliverAt }))).toBe(422)
  })

  it('are kept as long as they ask, in days or hours', async () => {
    const create = (more: object) =>
      clients.svix.message.create(clients.app, { eventType: 'kept', payload: {}, ...more })
    expect(await statusOf(create({ payloadRetentionPeriod: 5 }))).toBe('resolved')
    expect(await statusOf(create({ payloadRetentionHours: 5 }))).toBe('resolved')
    expect(await statusOf(create({ payloadRetentionPeriod: 91 }))).toBe(422)
    expect(await statusOf(create({ payloadRetentionPeriod: 5, payloadRetentionHours: 5 }))).toBe(422)
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

  it('are filtered by status, code, tag, label, type and time in every list, and counted the same way', async () => {
    const { messageAttempt } = clients.svix
    receiver.behave(({ body }) => (body.includes('refused') ? { status: 503, body: 'no' } : {}))
    const { id } = await send('refused', { eventType: 'filtered', channels: ['c:1'], tags: ['label-1'] })
    await attemptOf(id)
    receiver.behave({})
    const right = {
      status: MessageStatus.Fail,
      statusCodeClass: StatusCodeClass.Code5xx,
      channel: 'c:1',
      tag: 'label-1',
      eventTypes: ['filtered'],
      after: new Date(Date.now() - 600_000),
      before: new Date(Date.now() + 600_000),
    }
    const wrong = [
      { status: 0 },
      { statusCodeClass: 200 },
      { channel: 'c:2' },
      { tag: 'label-2' },
      { eventTypes: ['other'] },
      { after: right.before },
      { before: right.after },
    ]
    const lists = [
      (more: object) => messageAttempt.listByEndpoint(clients.app, 'all', { ...right, ...more }),
      (more: object) => messageAttempt.listByMsg(clients.app, id, { ...right, ...more }),
    ]
    for (const list of lists) {
      expect((await list({})).data).toMatchObject([{ msgId: id, response: 'no', responseStatusCode: 503 }])
      for (const filter of wrong) expect([filter, (await list(filter)).data]).toEqual([filter, []])
    }
    const { statusCodeClass: _, ...ofMessages } = { ...right, status: MessageStatus.Pending }
    const messages = (more: object) =>
      messageAttempt.listAttemptedMessages(clients.app, 'all', { ...ofMessages, ...more })
    expect((await messages({})).data.map((message) => message.id)).toEqual([id])
    for (const filter of wrong.filter((one) => !('statusCodeClass' in one)))
      expect([filter, (await messages(filter)).data]).toEqual([filter, []])
    const count = async (query: string) =>
      (await clients.call('GET', `/api/v1/app/${clients.app}/attempt/endpoint/all/count?${query}`)).body
    expect(await count('event_types=filtered&status=2&status_code_class=500')).toMatchObject({ count: 1 })
    expect(await count('event_types=filtered&status=0')).toMatchObject({ count: 0 })
  })

  it('leave out what they are not asked for, and bring the message when they are', async () => {
    const { messageAttempt } = clients.svix
    const list = async (query: string) =>
      (await clients.call('GET', `/api/v1/app/${clients.app}/attempt/endpoint/all?event_types=filtered&${query}`)).body
    expect(await list('with_content=false')).toMatchObject({ data: [{ response: '' }] })
    expect(await list('with_msg=true')).toMatchObject({ data: [{ msg: { eventId: 'refused', payload: {} } }] })
    const plain = await messageAttempt.listByEndpoint(clients.app, 'all', { eventTypes: ['filtered'] })
    expect(plain.data[0]?.msg ?? null).toBeNull()
  })

  it('show the headers they sent and got', async () => {
    const { id } = await send('headers')
    const attempt = await attemptOf(id)
    const path = `/api/v1/app/${clients.app}/msg/${id}/attempt/${attempt.id}/headers`
    expect((await clients.call('GET', path)).body).toMatchObject({
      sentHeaders: { 'webhook-id': id, 'content-type': 'application/json' },
      sensitive: [],
    })
  })

  it('of an example go to one consumer only', async () => {
    await clients.svix.eventType.create({ name: 'example', description: '' })
    await clients.call('PATCH', '/api/v1/event-type/example', { example: { a: 1 } })
    const sent = await clients.svix.endpoint.sendExample(clients.app, 'all', { eventType: 'example' })
    expect(sent).toMatchObject({ eventType: 'example', payload: { a: 1 } })
    expect((await attemptOf(sent.id)).endpointId).toBe(endpoint)
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
    for (const { id } of tasks) {
      const ended = await poll(async () => {
        const task = await backgroundTask.get(id)
        return task.status === 'finished' ? task : null
      }, `the end of ${id}`)
      expect(ended.data).toMatchObject({ messagesSent: expect.any(Number) })
    }
    expect((await backgroundTask.list()).data.map(({ id }) => id)).toEqual(
      expect.arrayContaining(tasks.map(({ id }) => id)),
    )
  })

  it('refuse a range that is older than 14 days, or ends before it begins', async () => {
    const { endpoint: consumers } = clients.svix
    const [old, now] = [new Date(Date.now() - 15 * 86_400_000), new Date()]
    const hourAgo = new Date(Date.now() - 3_600_000)
    expect(await statusOf(consumers.recover(clients.app, 'all', { since: old }))).toBe(422)
    expect(await statusOf(consumers.replayMissing(clients.app, 'all', { since: old }))).toBe(422)
    expect(await statusOf(consumers.bulkReplay(clients.app, 'all', { since: old, until: now }))).toBe(422)
    expect(await statusOf(consumers.recover(clients.app, 'all', { since: now, until: hourAgo }))).toBe(422)
  })

  it('remove every body of the instance at last', async () => {
    const task = await clients.svix.message.expungeAllContents(clients.app)
    expect(task.task).toBe('application.purge_content')
    const ended = await poll(async () => {
      const one = await clients.svix.backgroundTask.get(task.id)
      return one.status === 'finished' ? one : null
    }, 'the end of the purge')
    expect(ended.data).toMatchObject({ messagesPurged: expect.any(Number) })
    expect((await clients.svix.message.get(clients.app, 'raw')).payload).toEqual({ expired: true })
    expect((await clients.svix.message.get(clients.app, 'headers')).payload).toEqual({ expired: true })
  })
})
