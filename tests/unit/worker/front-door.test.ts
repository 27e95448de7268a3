import { afterEach, describe, expect, it } from 'vitest'
import { newUuid } from '#lib/domain/ids.ts'
import type { Acceptance } from '#lib/domain/messages/message-sink.ts'
import { FrontDoor } from '#lib/worker/front-door.ts'
import { WebProxy } from '#lib/worker/web-proxy.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { actor, log } = rootContext()
const opened: FrontDoor[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((door) => door.stop()))
})

/** A front door whose store keeps every message waiting until `release`. */
async function openDoor(maxBytes: number) {
  const waiting: ((acceptance: Acceptance) => void)[] = []
  let arrived = () => {}
  const sink = {
    accept: () =>
      new Promise<Acceptance>((resolve) => {
        waiting.push(resolve)
        arrived()
      }),
  }
  const instance = { id: newUuid(), key: 1, uid: 'acme' }
  const door = new FrontDoor({
    deps: {
      directory: { instance: async () => instance, source: async () => null },
      sink,
      onceSink: () => sink,
      discoveries: { note: () => {} },
      rejections: { record: async () => {} },
      tokens: { actor: async () => actor },
      log,
      now: Date.now,
    },
    proxy: new WebProxy({ origin: null, isTrusted: () => false }),
    log,
    own: () => null,
    maxBytes,
  })
  opened.push(door)
  const port = await door.listen(0, '127.0.0.1')
  const send = (size: number) =>
    fetch(`http://127.0.0.1:${port}/api/v1/app/acme/msg`, {
      method: 'POST',
      headers: { authorization: 'Bearer x' },
      body: JSON.stringify({ eventType: 'a.b', payload: { text: 'x'.repeat(size) } }),
    })
  const release = () => {
    for (const resolve of waiting.splice(0)) resolve({ kind: 'stored', messageId: newUuid() })
  }
  const untilArrived = () => new Promise<void>((resolve) => (arrived = resolve))
  return { send, release, untilArrived }
}

describe('bodies in hand', () => {
  it('are bounded: one too much is refused with a time to come back, and let in once there is room', async () => {
    const door = await openDoor(1_000)
    const arrival = door.untilArrived()
    const first = door.send(700)
    await arrival
    const refused = await door.send(700)
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('1')
    door.release()
    expect((await first).status).toBe(202)
    const second = door.untilArrived()
    const later = door.send(700)
    await second
    door.release()
    expect((await later).status).toBe(202)
  })

  it('never keep out a message that is larger than the bound by itself', async () => {
    const door = await openDoor(1_000)
    const arrival = door.untilArrived()
    const large = door.send(5_000)
    await arrival
    door.release()
    expect((await large).status).toBe(202)
  })
})
