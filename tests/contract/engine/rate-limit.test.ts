import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { mostWithin } from '#tests/support/most-within.ts'
import { type ReceivedRequest, type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.close())

const to = (path: string) => (request: ReceivedRequest) => request.path === `/${path}`

async function open(consumers: { path: string; rateLimit?: number }[]): Promise<Workspace> {
  const space = await createWorkspace(inject('posthorn'))
  for (const { path, ...options } of consumers)
    await space.svix.endpoint.create(space.app, { url: `${receiver.url}/${path}`, ...options })
  return space
}

async function burst(space: Workspace, count: number): Promise<void> {
  const body = { eventType: 'a.b', payload: {} }
  await Promise.all(Array.from({ length: count }, () => space.post(body)))
}

describe('a rate limit', () => {
  it('rule 10, rate limit: of 20 a second holds in every window of ten seconds, to 5 %, while another consumer gets all at once', async () => {
    const space = await open([{ path: 'limited', rateLimit: 20 }, { path: 'free' }])
    const sentAt = Date.now()
    await burst(space, 250)
    const free = await receiver.waitFor(250, { matching: to('free') })
    expect(Math.max(...free.map(({ at }) => at.getTime())) - sentAt).toBeLessThan(5_000)
    const limited = await receiver.waitFor(250, { matching: to('limited'), withinMs: 20_000 })
    expect(mostWithin(limited, 10_000)).toBeLessThanOrEqual(20 * 10 * 1.05)
    const seconds = (Number(limited.at(-1)?.at) - Number(limited[0]?.at)) / 1_000
    // While messages wait the rate is also used.
    expect(250 / seconds).toBeGreaterThan(20 * 0.95)
  })

  it('of one a second lets one message through a second', async () => {
    const space = await open([{ path: 'slow', rateLimit: 1 }])
    await burst(space, 4)
    const [first, ...rest] = await receiver.waitFor(4, { matching: to('slow') })
    // What an idle bucket holds beyond one message is a quarter of a second's worth.
    for (const [index, { at }] of rest.entries()) {
      expect(Number(at) - Number(first?.at)).toBeGreaterThanOrEqual((index + 1) * 1_000 - 300)
    }
  })

  it('set while messages wait applies to them', async () => {
    const hanging = await startReceiver({ behave: { delayMs: 400 } })
    const space = await createWorkspace(inject('posthorn'))
    const { id } = await space.svix.endpoint.create(space.app, { url: hanging.url })
    await burst(space, 60)
    await hanging.waitFor(1)
    await space.svix.endpoint.patch(space.app, id, { rateLimit: 5 })
    const started = hanging.requests.length
    const changedAt = Date.now()
    await hanging.waitFor(started + 6)
    expect(
      mostWithin(
        hanging.requests.filter(({ at }) => at.getTime() > changedAt + 100),
        1_000,
      ),
    ).toBeLessThanOrEqual(5 + 3)
    await hanging.close()
    await space.svix.endpoint.delete(space.app, id)
  })

  it('of the instance holds over all its consumers', async () => {
    const space = await open([{ path: 'shared-1' }, { path: 'shared-2' }])
    await space.svix.application.patch(space.app, { rateLimit: 10 })
    await burst(space, 15)
    const got = await receiver.waitFor(30, { matching: ({ path }) => path.startsWith('/shared-') })
    expect(Number(got.at(-1)?.at) - Number(got[0]?.at)).toBeGreaterThanOrEqual(2_400)
  })
})
