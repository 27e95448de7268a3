import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { DomainError } from '#lib/domain/errors.ts'
import { newUuid } from '#lib/domain/ids.ts'
import type { Acceptance, IncomingMessage } from '#lib/domain/messages/message-sink.ts'
import { FrontDoor } from '#lib/worker/front-door.ts'
import { WebProxy } from '#lib/worker/web-proxy.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { actor, log } = rootContext()
const authorization = 'Bearer x'
const refuse = () => {
  throw new DomainError('authentication_failed', 'Nobody knows this token.')
}
const opened: FrontDoor[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((door) => door.stop()))
})

/** A front door whose store keeps every message waiting until `release`. */
async function openDoor(maxBytes = 1_000_000) {
  const waiting: ((acceptance: Acceptance) => void)[] = []
  const incoming: IncomingMessage[] = []
  let arrived = () => {}
  const sink = {
    accept: (message: IncomingMessage) =>
      new Promise<Acceptance>((resolve) => {
        incoming.push(message)
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
      tokens: { actor: async (header) => (header === authorization ? actor : refuse()) },
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
  /** A stranger's request whose body never comes; resolves when the door has read its head. */
  const announce = async (size: number) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.write(`POST /in/nobody-knows HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: ${size}\r\n\r\n`)
    await once(socket, 'data')
    return socket
  }
  /** A small message by a request of one's own making: its status. */
  const ask = async (options: http.RequestOptions) => {
    const request = http.request({ port, method: 'POST', path: '/api/v1/app/acme/msg', ...options })
    const arrival = untilArrived().then(release)
    request.end('{"eventType":"a.b","payload":{}}')
    const [response] = await once(request, 'response')
    response.resume()
    await Promise.race([arrival, once(response, 'end')])
    return response.statusCode
  }
  return { door, port, send, release, untilArrived, announce, ask, incoming }
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

  it('are those that have come: what strangers only announce keeps nobody out', async () => {
    const door = await openDoor(1_000)
    const strangers = [await door.announce(900), await door.announce(900)]
    const arrival = door.untilArrived()
    const sent = door.send(700)
    await Promise.race([arrival, sent])
    door.release()
    expect((await sent).status).toBe(202)
    for (const stranger of strangers) stranger.destroy()
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

it('refuses whom nobody knows without waiting for the body', async () => {
  const { port } = await openDoor()
  const socket = net.connect(port, '127.0.0.1')
  socket.write(
    'POST /api/v1/app/acme/msg HTTP/1.1\r\nhost: a\r\nauthorization: Bearer y\r\ncontent-length: 900\r\n\r\n{',
  )
  const [answer] = await once(socket, 'data')
  socket.destroy()
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /)
})

it('stops although a body never comes', async () => {
  const { door, announce } = await openDoor()
  const stranger = await announce(900)
  const cut = once(stranger, 'close')
  await door.stop()
  await cut
})

it('takes a message from a client that offers to upgrade to HTTP/2, as some always do', async () => {
  const { ask } = await openDoor()
  const headers = { authorization, connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAEAAEAA' }
  expect(await ask({ headers })).toBe(202)
})

it('takes the address of a message in absolute form', async () => {
  const { ask } = await openDoor()
  expect(await ask({ path: 'http://posthorn.test/api/v1/app/acme/msg', headers: { authorization } })).toBe(202)
})

it.each([
  ['POST', '/api/v1/app/%zz/endpoint', 400],
  ['POST', '/api/v1/app/%ff', 400],
  ['OPTIONS', '*', 400],
  ['TRACE', '/api/health', 405],
])('refuses %s %s, which web cannot read', async (method, path, status) => {
  const { ask } = await openDoor()
  expect(await ask({ method, path })).toBe(status)
})

it.each(['-5', '1.5', 'Infinity'])('counts %s rounds through Posthorn as none', async (hop) => {
  const { ask, incoming } = await openDoor()
  expect(await ask({ headers: { authorization, 'posthorn-hop': hop } })).toBe(202)
  expect(incoming.map((message) => message.hop)).toEqual([0])
})
