import { afterEach, describe, expect, inject, it } from 'vitest'
import { type ReceiverOptions, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, poll, type Workspace } from './workspace.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

/** An instance with one consumer at a receiver of its own. */
async function open(retrySchedule: number[], behave?: NonNullable<ReceiverOptions['behave']>) {
  const receiver = await startReceiver(behave === undefined ? {} : { behave })
  cleanups.push(receiver.close)
  const space = await createWorkspace(inject('posthorn'), { retrySchedule })
  const { id: consumer } = await space.svix.endpoint.create(space.app, { url: receiver.url })
  return { ...space, space, receiver, consumer }
}

/** When the next try is due, in epoch ms. */
async function nextAttempt({ svix, app }: Workspace, message: string): Promise<number> {
  const { data } = await svix.messageAttempt.listAttemptedDestinations(app, message)
  return Number(data[0]?.nextAttempt)
}

const FAIL = 2
const SUCCESS = 0

describe('a failed attempt', () => {
  it('is made again by the schedule until the consumer answers 2xx, with the same id and a fresh signature', async () => {
    const { send, attempts, untilStatus, receiver, consumer } = await open([0, 1, 1], (_, n) => ({
      status: n < 2 ? 500 : 204,
      body: n < 2 ? 'not now' : '',
    }))
    const message = await send('a.b')
    const made = await attempts(message, consumer, ({ length }) => length === 3)
    expect(made.map(({ responseStatusCode, status }) => [responseStatusCode, status])).toEqual([
      [500, FAIL],
      [500, FAIL],
      [204, SUCCESS],
    ])
    expect(made[0]?.response).toBe('not now')
    const headers = receiver.requests.map((request) => request.headers)
    expect(headers.map((of) => of['webhook-id'])).toEqual([message, message, message])
    expect(new Set(headers.map((of) => of['webhook-signature'])).size).toBe(3)
    const [first, second] = receiver.requests
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(1_000)
    await untilStatus(message, consumer, SUCCESS)
  })

  it('is final when the schedule is used up, and a try by hand that succeeds makes the delivery a success', async () => {
    const { space, send, attempts, untilStatus, receiver, consumer } = await open([0, 0], { status: 503 })
    const message = await send('a.b')
    await attempts(message, consumer, ({ length }) => length === 2)
    await untilStatus(message, consumer, FAIL)
    receiver.behave({ status: 200 })
    await space.svix.messageAttempt.resend(space.app, message, consumer)
    const made = await attempts(message, consumer, ({ length }) => length === 3)
    expect(made[2]).toMatchObject({ status: SUCCESS, triggerType: 1 })
    await untilStatus(message, consumer, SUCCESS)
    receiver.behave({ status: 500 })
    await space.svix.messageAttempt.resend(space.app, message, consumer)
    await attempts(message, consumer, ({ length }) => length === 4)
    await untilStatus(message, consumer, SUCCESS)
  })

  it('is made again by the schedule of its event type where that has one', async () => {
    const { space, send, attempts, untilStatus, receiver, consumer } = await open([0], { status: 500 })
    await space.call('POST', '/api/v1/event-type', { name: 'own.schedule', description: 'Has its own' })
    const retrySchedule = [0, 1, 0].map((secs) => ({ secs, nanos: 0 }))
    await space.call('PUT', '/api/v1/event-type/own.schedule/retry-schedule', { retrySchedule })
    const [own, other] = [await send('own.schedule'), await send('a.b')]
    await untilStatus(other, consumer, FAIL)
    await attempts(own, consumer, ({ length }) => length === 3)
    await untilStatus(own, consumer, FAIL)
    const of = (id: string) => receiver.requests.filter(({ headers }) => headers['webhook-id'] === id)
    expect([of(own).length, of(other).length]).toEqual([3, 1])
    expect(Number(of(own)[1]?.at) - Number(of(own)[0]?.at)).toBeGreaterThanOrEqual(990)
  })

  it('waits longer when Retry-After says so, at most twice the step', async () => {
    const { send, receiver } = await open([0, 1], (_, n) =>
      n === 0 ? { status: 429, headers: { 'retry-after': '60' } } : {},
    )
    await send('a.b')
    const [first, second] = await receiver.waitFor(2)
    const waited = Number(second?.at) - Number(first?.at)
    expect(waited).toBeGreaterThanOrEqual(1_990)
    expect(waited).toBeLessThan(4_000)
  })

  it('is what a redirect is: it is never followed', async () => {
    const redirect = { status: 307, headers: { location: '/elsewhere' } }
    const { send, attempts, details, receiver, consumer } = await open([0], redirect)
    const message = await send('a.b')
    const made = await attempts(message, consumer, ({ length }) => length === 1)
    expect(made[0]).toMatchObject({ status: FAIL, responseStatusCode: 307 })
    expect(await details(message)).toMatchObject([{ errorKind: 'redirect' }])
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/'])
  })

  it('says what went wrong when the connection is refused or reset', async () => {
    const { send, untilStatus, details, receiver, consumer } = await open([0], { mode: 'reset' })
    const reset = await send('a.b')
    await untilStatus(reset, consumer, FAIL)
    expect(await details(reset)).toMatchObject([{ errorKind: 'connect_reset' }])
    await receiver.close()
    const refused = await send('a.b')
    await untilStatus(refused, consumer, FAIL)
    expect(await details(refused)).toMatchObject([{ errorKind: 'connect_refused' }])
  })

  it('keeps the first 16 KiB of a larger answer, and 2xx with a huge body is a success', async () => {
    const { send, attempts, receiver, consumer } = await open([0], { status: 500, body: 'x'.repeat(300_000) })
    const failed = await attempts(await send('a.b'), consumer, ({ length }) => length === 1)
    expect(failed[0]?.response).toBe('x'.repeat(16_384))
    receiver.behave({ status: 200, body: Buffer.alloc(20_000_000, 'y') })
    const succeeded = await attempts(await send('a.b'), consumer, ({ length }) => length === 1)
    expect(succeeded[0]?.status).toBe(SUCCESS)
  })
})

describe('a consumer with a delivery on its way', () => {
  it('rule 9, disabled and paused: has steps skipped while it is disabled; the last one leaves a final failure', async () => {
    const { space, send, attempts, details, untilStatus, receiver, consumer } = await open([0, 1, 1], { status: 500 })
    const message = await send('a.b')
    await attempts(message, consumer, ({ length }) => length === 1)
    await space.svix.endpoint.patch(space.app, consumer, { disabled: true })
    await untilStatus(message, consumer, FAIL)
    expect(await details(message)).toMatchObject([{ errorKind: 'http_5xx' }, { errorKind: 'skipped_disabled' }])
    expect(receiver.requests).toHaveLength(1)
  })

  it('rule 9, disabled and paused: has the remaining steps run once it is enabled again', async () => {
    const { space, send, attempts, receiver, consumer } = await open([0, 1, 2], (_, n) => ({ status: n ? 200 : 500 }))
    const message = await send('a.b')
    await attempts(message, consumer, ({ length }) => length === 1)
    await space.svix.endpoint.patch(space.app, consumer, { disabled: true })
    const due = await nextAttempt(space, message)
    const isStepLater = (next: number) => next > due + 1_500 && next < due + 4_000
    await poll(
      async () => (isStepLater(await nextAttempt(space, message)) ? true : null),
      'the second step being skipped',
    )
    await space.svix.endpoint.patch(space.app, consumer, { disabled: false })
    const [first, second] = await receiver.waitFor(2)
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(2_900)
    await attempts(message, consumer, ({ length }) => length === 2)
  })

  it('gets nothing more of it once it is deleted', async () => {
    const { space, send, attempts, receiver, consumer } = await open([0, 1], { status: 500 })
    const other = await startReceiver()
    cleanups.push(other.close)
    const message = await send('a.b')
    await attempts(message, consumer, ({ length }) => length === 1)
    await space.svix.endpoint.delete(space.app, consumer)
    // A consumer whose retry is due later than the deleted one's shows that its time has passed.
    other.behave((_, n) => ({ status: n ? 200 : 500 }))
    await space.svix.endpoint.create(space.app, { url: other.url })
    await send('a.b')
    await other.waitFor(2)
    expect(receiver.requests).toHaveLength(1)
  })

  it('rule 9, disabled and paused: gets a try by hand and a test while it is paused', async () => {
    const { space, send, attempts, receiver, consumer } = await open([0])
    const path = `/api/v1/app/${space.app}/endpoint/${consumer}`
    await space.call('PATCH', path, { paused: true })
    const [now, later] = [await send('a.b'), await send('a.b')]
    await space.svix.messageAttempt.resend(space.app, now, consumer)
    const byHand = await attempts(now, consumer, ({ length }) => length === 1)
    expect(byHand[0]).toMatchObject({ status: SUCCESS, triggerType: 1 })
    await space.call('POST', `${path}/send-example`, { eventType: 'webhook.test', payload: { hello: 'you' } })
    const arrived = await receiver.waitFor(2)
    expect(arrived.map(({ headers }) => headers['webhook-id'])).toEqual([now, expect.not.stringContaining(later)])
    await space.call('PATCH', path, { paused: false })
    await attempts(later, consumer, ({ length }) => length === 1)
    expect(receiver.requests).toHaveLength(3)
  })

  it('rule 9, disabled and paused: holds it while paused without using steps, and gets it when it goes on', async () => {
    const { space, post, send, attempts, receiver, consumer } = await open([0])
    const path = `/api/v1/app/${space.app}/endpoint/${consumer}`
    await space.call('PATCH', path, { paused: true })
    const held = [await send('a.b'), await post({ eventType: 'a.b', payload: {} })]
    const other = await startReceiver()
    cleanups.push(other.close)
    await space.svix.endpoint.create(space.app, { url: other.url })
    await send('a.b')
    await other.waitFor(1)
    expect(receiver.requests).toHaveLength(0)
    await space.call('PATCH', path, { paused: false })
    await receiver.waitFor(3)
    for (const message of held) {
      const made = await attempts(message, consumer, ({ length }) => length === 1)
      expect(made[0]?.status).toBe(SUCCESS)
    }
  })
})
