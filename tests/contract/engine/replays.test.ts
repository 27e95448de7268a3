import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { taskPreviewSchema, taskViewSchema } from '#lib/domain/tasks/schemas.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, poll, type Workspace } from './workspace.ts'

const since = new Date(Date.now() - 3_600_000)
let receiver: Receiver
let space: Workspace
let consumer: string
let base: string
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.close())
beforeEach(async () => {
  receiver.behave({ status: 500 })
  receiver.requests.length = 0
  space = await createWorkspace(inject('posthorn'), { retrySchedule: [0] })
  consumer = (await space.svix.endpoint.create(space.app, { url: receiver.url })).id
  base = `/api/v1/app/${space.app}/endpoint/${consumer}`
})

const MESSAGES = 30
const publish = () =>
  Promise.all(Array.from({ length: MESSAGES }, (_, n) => space.post({ eventType: 'a.b', payload: { n } })))

/** Publishes, and waits until every try has failed for good. */
async function fail(): Promise<string[]> {
  const messages = await publish()
  await receiver.waitFor(MESSAGES)
  await poll(async () => ((await preview('recover')).messages === MESSAGES ? true : null), 'every failure')
  receiver.behave({ status: 200 })
  receiver.requests.length = 0
  return messages
}

const preview = async (kind: string) =>
  taskPreviewSchema.parse(await space.call('POST', `${base}/task-preview`, { kind, since }))

const view = async (task: string) =>
  taskViewSchema.parse(await space.call('GET', `/api/v1/app/${space.app}/task/${task}`))

const finished = (task: string) =>
  poll(async () => {
    const now = await view(task)
    return now.status === 'running' ? null : now
  }, `the end of ${task}`)

const received = () => receiver.requests.map(({ headers }) => String(headers['webhook-id'])).sort()

describe('recover failed', () => {
  it('says first how many, then sends each once, and there is nothing left to recover', async () => {
    const messages = await fail()
    expect(await preview('recover')).toEqual({ messages: MESSAGES, seconds: null, iterator: null })
    const { id } = await space.svix.endpoint.recover(space.app, consumer, { since })
    await receiver.waitFor(MESSAGES)
    expect(await finished(id)).toMatchObject({ status: 'finished', total: MESSAGES, done: MESSAGES })
    expect(received()).toEqual(messages.sort())
    await poll(async () => ((await preview('recover')).messages === 0 ? true : null), 'nothing left')
    expect(await preview('replay_missing')).toMatchObject({ messages: 0 })
  })

  it('rule 11, recover: picks up what was skipped to the end while the consumer was disabled', async () => {
    space = await createWorkspace(inject('posthorn'), { retrySchedule: [0, 4] })
    consumer = (await space.svix.endpoint.create(space.app, { url: receiver.url })).id
    base = `/api/v1/app/${space.app}/endpoint/${consumer}`
    const message = await space.post({ eventType: 'a.b', payload: {} })
    await space.attempts(message, consumer, ({ length }) => length === 1)
    await space.svix.endpoint.patch(space.app, consumer, { disabled: true })
    await space.untilStatus(message, consumer, 2)
    expect((await space.details(message)).at(-1)).toMatchObject({ errorKind: 'skipped_disabled' })
    receiver.behave({ status: 200 })
    await space.svix.endpoint.patch(space.app, consumer, { disabled: false })
    expect(await preview('recover')).toMatchObject({ messages: 1 })
    await space.svix.endpoint.recover(space.app, consumer, { since })
    await space.untilStatus(message, consumer, 0)
    expect(received()).toEqual([message, message])
  })

  it('keeps to the rate limit, and says before how long that takes', async () => {
    await fail()
    await space.svix.endpoint.patch(space.app, consumer, { rateLimit: 10 })
    expect(await preview('recover')).toEqual({ messages: MESSAGES, seconds: MESSAGES / 10, iterator: null })
    await space.svix.endpoint.recover(space.app, consumer, { since })
    const arrived = await receiver.waitFor(MESSAGES)
    const took = Number(arrived.at(-1)?.at) - Number(arrived[0]?.at)
    expect(took).toBeGreaterThan(((MESSAGES - 10 * 0.5) / 10) * 1_000 - 600)
  })

  it('that waits can be cancelled, and a disabled consumer cannot be recovered', async () => {
    await fail()
    await space.call('PATCH', base, { paused: true })
    const { id } = await space.svix.endpoint.recover(space.app, consumer, { since })
    expect((await view(id)).status).toBe('running')
    await space.call('POST', `/api/v1/app/${space.app}/task/${id}/cancel`)
    await space.call('PATCH', base, { paused: false })
    expect(await view(id)).toMatchObject({ status: 'cancelled', done: 0 })
    const message = await space.post({ eventType: 'a.b', payload: {} })
    await receiver.waitFor(1)
    expect(received()).toEqual([message])
    await space.svix.endpoint.patch(space.app, consumer, { disabled: true })
    await expect(space.svix.endpoint.recover(space.app, consumer, { since })).rejects.toMatchObject({ code: 409 })
  })
})

describe('replay missing', () => {
  it('sends what a consumer missed while it was disabled, each once, and nothing that it had', async () => {
    receiver.behave({ status: 200 })
    const had = await space.post({ eventType: 'a.b', payload: {} })
    await receiver.waitFor(1)
    await space.svix.endpoint.patch(space.app, consumer, { disabled: true })
    const missed = await publish()
    await space.svix.endpoint.patch(space.app, consumer, { disabled: false })
    expect(await preview('replay_missing')).toMatchObject({ messages: MESSAGES })
    const { id } = await space.svix.endpoint.replayMissing(space.app, consumer, { since })
    await receiver.waitFor(MESSAGES + 1)
    expect(await finished(id)).toMatchObject({ status: 'finished', total: MESSAGES, done: MESSAGES })
    expect(received()).toEqual([had, ...missed].sort())
    expect(await preview('replay_missing')).toMatchObject({ messages: 0 })
  })
})

describe('bulk replay', () => {
  it('sends again what was sent, narrowed by event type, with the ids of the first time', async () => {
    receiver.behave({ status: 200 })
    await publish()
    const chosen = await space.post({ eventType: 'chosen', payload: {} })
    await receiver.waitFor(MESSAGES + 1)
    await space.untilStatus(chosen, consumer, 0)
    receiver.requests.length = 0
    await space.call('POST', `${base}/bulk-replay`, { since, eventTypes: ['chosen'] })
    await receiver.waitFor(1)
    const [, again] = await space.attempts(chosen, consumer, ({ length }) => length === 2)
    expect(again).toMatchObject({ triggerType: 1, status: 0 })
    expect(received()).toEqual([chosen])
  })
})
