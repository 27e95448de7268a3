import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, poll, type Workspace } from './workspace.ts'

const SCHEDULED = 1
const answer = z.object({ id: z.string().optional() })

let receiver: Receiver
let space: Workspace
/** Sent first of all: a message may be scheduled for a minute from now at the soonest. */
let scheduled: { message: string; cancelled: string; expunged: string; at: number }
beforeAll(async () => {
  receiver = await startReceiver()
  space = await createWorkspace(inject('posthorn'))
  await space.svix.endpoint.create(space.app, { url: receiver.url })
  const deliverAt = new Date(Date.now() + 61_000)
  const later = async (n: number) => {
    const body = { eventType: 'later', payload: { n }, deliverAt: deliverAt.toISOString() }
    return z.object({ id: z.string() }).parse(await space.call('POST', `/api/v1/app/${space.app}/msg`, body)).id
  }
  scheduled = { message: await later(1), cancelled: await later(2), expunged: await later(3), at: deliverAt.getTime() }
})
afterAll(() => receiver.close())

interface Sent {
  readonly n?: number
  readonly eventId?: string
  readonly key?: string
}

/** Both ways in: an escape in the path goes past the front door to web. */
const ways = {
  'the front door': (app: string) => app,
  web: (app: string) => app.replace('_', '%5F'),
}

async function post(way: keyof typeof ways, { n = 1, eventId, key }: Sent) {
  const response = await fetch(`${inject('posthorn').origin}/api/v1/app/${ways[way](space.app)}/msg`, {
    method: 'POST',
    headers: { ...space.headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify({ eventType: 'once', payload: { n }, ...(eventId === undefined ? {} : { eventId }) }),
  })
  return { status: response.status, id: answer.parse(await response.json()).id }
}

async function stored(): Promise<Set<string>> {
  const { data } = await space.svix.message.list(space.app, { limit: 250, eventTypes: ['once'] })
  return new Set(data.map(({ id }) => id))
}

for (const way of ['the front door', 'web'] as const) {
  describe(`a message sent again through ${way}`, () => {
    it('with the same eventId is refused, and with the same Idempotency-Key answered with the first', async () => {
      const before = await stored()
      const event = `event ${way}`.replaceAll(' ', '-')
      expect((await post(way, { eventId: event })).status).toBe(202)
      expect((await post(way, { eventId: event, n: 2 })).status).toBe(409)
      const key = `key ${way}`
      const first = await post(way, { key })
      expect(await post(way, { key })).toEqual(first)
      expect((await post(way, { key, n: 2 })).status).toBe(409)
      expect((await stored()).size).toBe(before.size + 2)
    })

    it('fifty times at once with one key is one message, delivered once', async () => {
      const before = await stored()
      const key = `twins ${way}`
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(way, { key, n: 50 })))
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
      const ids = new Set(answers.map(({ id }) => id))
      expect(ids.size).toBe(1)
      expect((await stored()).size).toBe(before.size + 1)
      const [id] = ids
      await receiver.waitFor(1, { matching: ({ headers }) => headers['webhook-id'] === id })
    })

    it('fifty times at once with one eventId is one message, and the others are told', async () => {
      const before = await stored()
      const eventId = `twins-${way.replaceAll(' ', '-')}`
      const answers = await Promise.all(Array.from({ length: 50 }, () => post(way, { eventId, n: 51 })))
      const statuses = answers.map(({ status }) => status).sort()
      expect(statuses).toEqual([202, ...Array(49).fill(409)])
      expect((await stored()).size).toBe(before.size + 1)
    })
  })
}

it('each accepted message arrived once', async () => {
  const ids = [...(await stored())]
  await poll(
    async () =>
      ids.every((id) => receiver.requests.some(({ headers }) => headers['webhook-id'] === id)) ? true : null,
    'every message to arrive',
  )
  const arrived = receiver.requests.map(({ headers }) => String(headers['webhook-id']))
  expect(arrived.sort()).toEqual(ids.sort())
})

describe('a scheduled message', () => {
  it('is shown as scheduled until it is delivered at its time, unless it was cancelled or expunged', async () => {
    const { message, cancelled, expunged, at } = scheduled
    const [consumer] = (await space.svix.endpoint.list(space.app)).data
    if (consumer === undefined) throw new Error('no consumer')
    await space.untilStatus(message, consumer.id, SCHEDULED)
    const { data } = await space.svix.messageAttempt.listAttemptedDestinations(space.app, message)
    expect(Number(data[0]?.nextAttempt)).toBe(at)
    await space.call('DELETE', `/api/v1/app/${space.app}/endpoint/${consumer.id}/queue?message=${cancelled}`)
    await space.svix.message.expungeContent(space.app, expunged)
    const [request] = await receiver.waitFor(1, {
      matching: ({ headers }) => headers['webhook-id'] === message,
      withinMs: 75_000,
    })
    const late = Number(request?.at) - at
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThan(5_000)
    await space.attempts(expunged, consumer.id, ({ length }) => length === 1)
    expect((await space.details(expunged))[0]).toMatchObject({ outcome: 'exhausted', errorKind: 'expunged' })
    const others = receiver.requests.map(({ headers }) => headers['webhook-id'])
    expect(others).not.toContain(cancelled)
    expect(others).not.toContain(expunged)
  }, 90_000)
})
