import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { UndiciSender, type UndiciSenderOptions } from '#lib/engine/undici-sender.ts'
import { connectionsFreed, startRawReceiver, startReceiver } from './receivers.ts'
import { loopbackGuard, requestTo } from './requests.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

function newSender(options: Partial<UndiciSenderOptions> = {}): UndiciSender {
  const sender = new UndiciSender({ guard: loopbackGuard(), ...options })
  cleanups.push(() => sender.close())
  return sender
}

async function http(listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const receiver = await startReceiver(listener)
  cleanups.push(() => receiver.close())
  return { ...receiver, url: `http://127.0.0.1:${receiver.port}` }
}

async function raw(accept: (socket: Socket) => void) {
  const receiver = await startRawReceiver(accept)
  cleanups.push(() => receiver.close())
  return { ...receiver, url: `http://127.0.0.1:${receiver.port}` }
}

/** Calls back once the request head of a bare connection is there. */
function onRequest(socket: Socket, answer: (count: number) => void): void {
  let count = 0
  socket.on('data', (data) => {
    if (data.includes('\r\n\r\n')) answer(++count)
  })
}

describe('an exchange', () => {
  it('arrives with method, path, query, body and the header names as they were typed', async () => {
    const seen: { method?: string; url?: string; raw: string[]; body: string }[] = []
    const receiver = await http((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        seen.push({ method: request.method, url: request.url, raw: request.rawHeaders, body })
        response.writeHead(202, { 'X-Answer': 'yes', 'set-cookie': ['a=1', 'b=2'] }).end('thanks')
      })
    })
    const headers = [
      ['X-Codat-ClientId', 'c1'],
      ['authorization', 'Bearer x'],
    ] as const
    const result = await newSender().send(
      requestTo(`${receiver.url}/hook?x=1`, { method: 'PUT', headers, body: '{"ü":1}' }),
    )
    expect(result).toMatchObject({ statusCode: 202, body: 'thanks', error: null, reusedConnection: false })
    expect(result.headers).toMatchObject({ 'x-answer': 'yes', 'set-cookie': 'a=1, b=2' })
    expect(seen[0]).toMatchObject({ method: 'PUT', url: '/hook?x=1', body: '{"ü":1}' })
    expect(seen[0]?.raw).toEqual(expect.arrayContaining(['X-Codat-ClientId', 'c1', 'authorization', 'Bearer x']))
    expect(seen[0]?.raw).toEqual(expect.arrayContaining(['host', `127.0.0.1:${receiver.port}`, 'content-length', '8']))
  })

  it('measures each phase, and says when the connection was already there', async () => {
    const receiver = await http((_, response) => response.end())
    const sender = newSender()
    const url = `http://receiver.test:${receiver.port}/`
    const first = await sender.send(requestTo(url))
    expect(first).toMatchObject({
      statusCode: 200,
      reusedConnection: false,
      remoteAddress: '127.0.0.1',
      tlsVersion: null,
    })
    const { dns, connect, tls, firstByte, total } = first.timings
    expect(tls).toBeNull()
    expect(Math.min(dns ?? -1, connect ?? -1, firstByte ?? -1)).toBeGreaterThanOrEqual(0)
    expect(total).toBeGreaterThanOrEqual((connect ?? 0) + (firstByte ?? 0))
    await connectionsFreed()
    const second = await sender.send(requestTo(url))
    expect(second).toMatchObject({ reusedConnection: true, remoteAddress: '127.0.0.1' })
    expect(second.timings).toMatchObject({ dns: null, connect: null, tls: null })
    expect(receiver.connections()).toBe(1)
  })

  it('does not follow a redirect', async () => {
    let requests = 0
    const receiver = await http((_, response) => {
      requests++
      response.writeHead(307, { location: '/elsewhere' }).end()
    })
    const result = await newSender().send(requestTo(receiver.url))
    expect(result).toMatchObject({ statusCode: 307, error: null, headers: { location: '/elsewhere' } })
    expect(requests).toBe(1)
  })

  it('waits through interim answers for the real one', async () => {
    const receiver = await http((_, response) => {
      response.writeProcessing()
      response.writeEarlyHints({ link: '</a.css>; rel=preload' })
      response.writeHead(204).end()
    })
    expect(await newSender().send(requestTo(receiver.url))).toMatchObject({ statusCode: 204, error: null })
  })

  it('keeps compressed and binary answers as they are, without NUL characters', async () => {
    const receiver = await http((_, response) => response.end(Buffer.from([0x61, 0, 0xff, 0x62])))
    expect((await newSender().send(requestTo(receiver.url))).body).toBe('a\uFFFD\uFFFDb')
  })

  it('sends nothing over http where only https is allowed', async () => {
    const receiver = await http((_, response) => response.end())
    const result = await newSender({ httpsOnly: true }).send(requestTo(receiver.url))
    expect(result).toMatchObject({ statusCode: null, error: { kind: 'https_required' } })
    expect(receiver.connections()).toBe(0)
  })

  it.each(['ftp://x/', 'not a url', 'javascript:alert(1)'])('refuses %s', async (url) => {
    expect((await newSender().send(requestTo(url))).error?.kind).toBe('protocol')
  })

  it('cannot be used to smuggle headers', async () => {
    const receiver = await http((_, response) => response.end())
    const result = await newSender().send(requestTo(receiver.url, { headers: [['x-a', 'b\r\nx-injected: 1']] }))
    expect(result).toMatchObject({ statusCode: null, error: { kind: 'protocol' } })
    expect(receiver.connections()).toBe(0)
  })
})

describe('a receiver that is slow', () => {
  it('and never answers is given up after the time-out, and its connection closed', async () => {
    let closed: Promise<void> = Promise.resolve()
    const receiver = await http((request) => {
      closed = new Promise((resolve) => request.socket.once('close', () => resolve()))
    })
    const result = await newSender().send(requestTo(receiver.url, { timeoutMs: 150 }))
    expect(result).toMatchObject({
      statusCode: null,
      error: { kind: 'timeout', detail: expect.stringContaining('0.15 s') },
    })
    expect(result.timings.total).toBeGreaterThanOrEqual(145)
    expect(result.timings.total).toBeLessThan(1000)
    await closed
  })

  it('and drips its headers byte by byte is given up all the same', async () => {
    const receiver = await raw((socket) =>
      onRequest(socket, () => {
        const drip = setInterval(() => socket.write('a'), 20)
        socket.write('HTTP/1.1 200 OK\r\nx-slow: ')
        socket.once('close', () => clearInterval(drip))
      }),
    )
    const result = await newSender().send(requestTo(receiver.url, { timeoutMs: 150 }))
    expect(result).toMatchObject({ statusCode: null, error: { kind: 'timeout' } })
  })

  it('with its body is judged by its status, with what came of the body in time', async () => {
    const receiver = await http((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('first')
    })
    const result = await newSender().send(requestTo(receiver.url, { timeoutMs: 150 }))
    expect(result).toMatchObject({ statusCode: 200, error: null, body: 'first' })
    expect(result.timings.total).toBeGreaterThanOrEqual(145)
  })

  it('to be found in DNS costs no more than the time-out, and nothing is sent when it is found later', async () => {
    const receiver = await http((_, response) => response.end())
    let answer: () => void = () => {}
    const guard = loopbackGuard(
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ kind: 'addresses', addresses: [{ address: '127.0.0.1', family: 4 }] })
        }),
    )
    const result = await newSender({ guard }).send(requestTo(`http://slow.test:${receiver.port}/`, { timeoutMs: 150 }))
    expect(result).toMatchObject({ statusCode: null, error: { kind: 'dns' } })
    answer()
    await new Promise((resolve) => setImmediate(resolve))
    expect(receiver.connections()).toBe(0)
  })
})

describe('a receiver that misbehaves', () => {
  it('with 10 MB of answer gets 16 KiB of it read', async () => {
    const receiver = await http((_, response) => response.end(Buffer.alloc(10_000_000, 'x')))
    const result = await newSender().send(requestTo(receiver.url))
    expect(result).toMatchObject({ statusCode: 200, error: null })
    expect(result.body).toBe('x'.repeat(16_384))
  })

  it('cuts no character in half at the end of what is kept', async () => {
    const receiver = await http((_, response) => response.end(`${'x'.repeat(16_383)}ü and more`))
    expect((await newSender().send(requestTo(receiver.url))).body).toBe('x'.repeat(16_383))
  })

  it('with endless headers is cut off', async () => {
    const receiver = await raw((socket) =>
      onRequest(socket, () => socket.write(`HTTP/1.1 200 OK\r\n${'x-fill: 0123456789\r\n'.repeat(2000)}`)),
    )
    const result = await newSender().send(requestTo(receiver.url))
    expect(result.error).toEqual({ kind: 'protocol', detail: 'The response headers are larger than 16 KiB.' })
  })

  it.each([
    ['nonsense', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    ['a bad header', 'HTTP/1.1 200 OK\r\nbad header: 1\r\n\r\n'],
  ])('and answers %s is recorded as such', async (_what, answer) => {
    const receiver = await raw((socket) => onRequest(socket, () => socket.write(answer)))
    expect((await newSender().send(requestTo(receiver.url, { timeoutMs: 2000 }))).error?.kind).toBe('protocol')
  })

  it('and resets a fresh connection is not asked twice', async () => {
    const receiver = await raw((socket) => onRequest(socket, () => socket.resetAndDestroy()))
    expect((await newSender().send(requestTo(receiver.url))).error?.kind).toBe('connect_reset')
    expect(receiver.connections()).toBe(1)
  })

  it('and has no port open is recorded as refused', async () => {
    const receiver = await startReceiver(() => {})
    await receiver.close()
    const result = await newSender().send(requestTo(`http://127.0.0.1:${receiver.port}/`))
    expect(result).toMatchObject({ statusCode: null, error: { kind: 'connect_refused' } })
  })
})

describe('a kept connection', () => {
  const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'

  it('that is reset when it is used again costs nothing: the request is sent once more on a fresh one', async () => {
    const receiver = await raw((socket) =>
      onRequest(socket, (count) => (count === 1 ? socket.write(ok) : socket.resetAndDestroy())),
    )
    const sender = newSender()
    await sender.send(requestTo(receiver.url))
    await connectionsFreed()
    const again = await sender.send(requestTo(receiver.url))
    expect(again).toMatchObject({ statusCode: 200, error: null, reusedConnection: false })
    expect(receiver.connections()).toBe(2)
  })

  it('is tried again once and not twice', async () => {
    let healthy = true
    const receiver = await raw((socket) =>
      onRequest(socket, (count) => (count === 1 && healthy ? socket.write(ok) : socket.resetAndDestroy())),
    )
    const sender = newSender()
    await sender.send(requestTo(receiver.url))
    await connectionsFreed()
    healthy = false
    expect((await sender.send(requestTo(receiver.url))).error?.kind).toBe('connect_reset')
    expect(receiver.connections()).toBe(2)
  })

  it('that breaks after the first byte of an answer is not tried again', async () => {
    const receiver = await raw((socket) =>
      onRequest(socket, (count) => (count === 1 ? socket.write(ok) : socket.end('HTTP/1.1 2'))),
    )
    const sender = newSender()
    await sender.send(requestTo(receiver.url))
    await connectionsFreed()
    expect((await sender.send(requestTo(receiver.url))).statusCode).toBeNull()
    expect(receiver.connections()).toBe(1)
  })

  it('is shared by consumers of one origin, and closed with the least recently used origin', async () => {
    const [one, two] = [await http((_, response) => response.end()), await http((_, response) => response.end())]
    const sender = newSender({ poolLimit: 1 })
    for (const url of [`${one.url}/a`, `${one.url}/b`, two.url, one.url]) {
      expect((await sender.send(requestTo(url))).statusCode).toBe(200)
      await connectionsFreed()
    }
    expect([one.connections(), two.connections()]).toEqual([2, 1])
  })
})
