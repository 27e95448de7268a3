import { beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, poll, type Workspace } from './workspace.ts'

const FAIL = 2
const SUCCESS = 0
const sourceSchema = z.object({ id: z.string(), ingestUrl: z.string() })

let space: Workspace
let source: z.output<typeof sourceSchema>
let consumer: string
beforeAll(async () => {
  space = await createWorkspace(inject('posthorn'), { retrySchedule: [0] })
  const input = { name: 'own', type: 'generic-webhook', config: {} }
  source = sourceSchema.parse(await space.call('POST', '/ingest/api/v1/source', input))
  consumer = (await space.svix.endpoint.create(space.app, { url: source.ingestUrl })).id
})

/** Ids of all messages of the instance, oldest first, as soon as there are so many. */
const messages = (count: number) =>
  poll(async () => {
    const { data } = await space.svix.message.list(space.app, { limit: 50 })
    return data.length >= count ? data.map(({ id }) => id).reverse() : null
  }, `${count} messages`)

describe('a consumer that is an address of Posthorn itself', () => {
  it('rule 15, loops: has an event go round three times at most', async () => {
    await space.send('a.b')
    const [first = '', second = '', third = ''] = await messages(3)
    await space.untilStatus(first, consumer, SUCCESS)
    await space.untilStatus(second, consumer, SUCCESS)
    await space.untilStatus(third, consumer, FAIL)
    const { data } = await space.svix.messageAttempt.listByMsg(space.app, third)
    expect(data.map(({ responseStatusCode }) => responseStatusCode)).toEqual([508])
    expect(await messages(3)).toHaveLength(3)
  })

  it('rule 15, loops: that is an inbox has it stored there, and it goes no further', async () => {
    await space.call('PATCH', `/ingest/api/v1/source/${source.id}`, { inbox: true })
    const sent = await space.send('a.b')
    await space.untilStatus(sent, consumer, SUCCESS)
    const stored = (await messages(5)).at(-1) ?? ''
    const { data } = await space.svix.messageAttempt.listAttemptedDestinations(space.app, stored)
    expect(data).toEqual([])
    expect(await messages(5)).toHaveLength(5)
  })
})

describe('an event sent over the API', () => {
  it.each([
    ['the front door', (app: string) => app],
    ['web', (app: string) => app.replace('_', '%5F')],
  ])('rule 15, loops: is refused by %s when it went through Posthorn three times', async (_way, path) => {
    const receiver: Receiver = await startReceiver()
    const own = await createWorkspace(inject('posthorn'))
    await own.svix.endpoint.create(own.app, { url: receiver.url })
    const post = (hop: number) =>
      fetch(`${inject('posthorn').origin}/api/v1/app/${path(own.app)}/msg`, {
        method: 'POST',
        headers: { ...own.headers, 'posthorn-hop': String(hop) },
        body: '{"eventType":"a.b","payload":{}}',
      })
    expect((await post(3)).status).toBe(400)
    expect((await post(2)).status).toBe(202)
    const [request] = await receiver.waitFor(1)
    expect(request?.headers['posthorn-hop']).toBe('3')
    expect(receiver.requests).toHaveLength(1)
    await receiver.close()
  })
})
