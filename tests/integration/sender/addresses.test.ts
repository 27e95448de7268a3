import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { TLSSocket } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { createAddressGuard } from '#lib/engine/address-guard.ts'
import type { Resolve } from '#lib/engine/resolve-name.ts'
import { UndiciSender } from '#lib/engine/undici-sender.ts'
import { createAuthority, type Identity } from '#tests/support/certificates.ts'
import { startReceiver } from './receivers.ts'
import { consumerWith, loopbackGuard, requestTo, resolveHere } from './requests.ts'

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean()
})

async function receiver(tls?: Identity) {
  const hosts: (string | undefined)[] = []
  const names: (string | false | null)[] = []
  const started = await startReceiver((request, response) => {
    hosts.push(request.headers.host)
    if (request.socket instanceof TLSSocket) names.push(request.socket.servername)
    response.end()
  }, tls)
  cleanups.push(() => started.close())
  return { ...started, hosts, names }
}

function senderWith(options: ConstructorParameters<typeof UndiciSender>[0]): UndiciSender {
  const sender = new UndiciSender(options)
  cleanups.push(() => sender.close())
  return sender
}

describe('where requests may go', () => {
  it.each(['127.0.0.1', '127.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'not to this machine as %s',
    async (host) => {
      const { port, connections } = await receiver()
      const result = await senderWith({ guard: createAddressGuard() }).send(requestTo(`http://${host}:${port}/`))
      expect(result).toMatchObject({ statusCode: null, error: { kind: 'blocked_address' } })
      expect(connections()).toBe(0)
    },
  )

  it('not to a name that leads to a private address, and the record says which', async () => {
    const { port, connections } = await receiver()
    const guard = createAddressGuard({ resolve: resolveHere })
    const result = await senderWith({ guard }).send(requestTo(`http://inside.test:${port}/`))
    expect(result.error).toEqual({
      kind: 'blocked_address',
      detail: 'inside.test leads to 127.0.0.1 (loopback), where requests may not go.',
    })
    expect(connections()).toBe(0)
  })

  it('to the address that was checked, whatever the name leads to a moment later', async () => {
    const { port, hosts } = await receiver()
    let asked = 0
    const rebinding: Resolve = () => {
      const address = asked++ === 0 ? '127.0.0.1' : '10.0.0.1'
      return Promise.resolve({ kind: 'addresses', addresses: [{ address, family: 4 }] })
    }
    const result = await senderWith({ guard: loopbackGuard(rebinding) }).send(requestTo(`http://rebind.test:${port}/`))
    expect(result).toMatchObject({ statusCode: 200, remoteAddress: '127.0.0.1' })
    expect(hosts).toEqual([`rebind.test:${port}`])
    expect(asked).toBe(1)
  })

  it('to the next address of a name when the first does not answer', async () => {
    const { port } = await receiver()
    const resolve: Resolve = () =>
      Promise.resolve({
        kind: 'addresses',
        addresses: [
          { address: '::1', family: 6 },
          { address: '127.0.0.1', family: 4 },
        ],
      })
    const guard = createAddressGuard({ allowedSubnets: ['127.0.0.0/8', '::1'], resolve })
    const result = await senderWith({ guard }).send(requestTo(`http://two.test:${port}/`))
    expect(result).toMatchObject({ statusCode: 200, remoteAddress: '127.0.0.1' })
  })

  it('not to a name that does not exist', async () => {
    const guard = loopbackGuard(() => Promise.resolve({ kind: 'unresolved', reason: 'gone.test is not known to DNS' }))
    const result = await senderWith({ guard }).send(requestTo('http://gone.test/'))
    expect(result.error).toEqual({ kind: 'dns', detail: 'gone.test is not known to DNS.' })
  })
})

describe('through an egress proxy', () => {
  async function proxy(status: number) {
    const asked: { authority?: string; host?: string; authorization?: string }[] = []
    const server = createServer()
    server.on('connect', (request, socket) => {
      const { host, 'proxy-authorization': authorization } = request.headers
      asked.push({ authority: request.url, host, authorization })
      socket.on('error', () => {})
      if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
      const upstream = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        upstream.pipe(socket).pipe(upstream)
      })
      upstream.on('error', () => socket.destroy())
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    cleanups.push(async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    })
    const address = server.address()
    return { asked, port: typeof address === 'object' && address !== null ? address.port : 0 }
  }

  it('a request goes to the checked address, with the name in its Host header', async () => {
    const { port, hosts } = await receiver()
    const { port: proxyPort, asked } = await proxy(200)
    const sender = senderWith({ guard: loopbackGuard(), egressProxy: `http://me:p%40ss@127.0.0.1:${proxyPort}` })
    const result = await sender.send(requestTo(`http://name.test:${port}/`))
    expect(result).toMatchObject({ statusCode: 200, error: null, remoteAddress: '127.0.0.1' })
    expect(hosts).toEqual([`name.test:${port}`])
    const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
    expect(asked).toEqual([{ authority: `127.0.0.1:${port}`, host: `127.0.0.1:${port}`, authorization }])
  })

  it('TLS is spoken with the name through the tunnel, and the certificate is checked against it', async () => {
    const authority = await createAuthority('Receivers')
    const named = await authority.issue({ name: 'receiver', names: [{ type: 'dns', value: 'name.test' }] })
    const { port, hosts, names } = await receiver(named)
    const { port: proxyPort, asked } = await proxy(200)
    const sender = senderWith({ guard: loopbackGuard(), egressProxy: `http://127.0.0.1:${proxyPort}` })
    const consumer = consumerWith({ serverCa: authority.cert })
    const send = (host: string) => sender.send(requestTo(`https://${host}:${port}/`, { consumer }))
    expect(await send('name.test')).toMatchObject({ statusCode: 200, error: null, tlsVersion: 'TLSv1.3' })
    expect((await send('other.test')).error?.kind).toBe('tls_name_mismatch')
    expect([hosts, names]).toEqual([[`name.test:${port}`], ['name.test']])
    expect(asked.map((one) => one.authority)).toEqual(Array(2).fill(`127.0.0.1:${port}`))
  })

  it('a private address is refused before the proxy is asked', async () => {
    const { port: proxyPort, asked } = await proxy(200)
    const guard = createAddressGuard({ resolve: resolveHere })
    const sender = senderWith({ guard, egressProxy: `http://127.0.0.1:${proxyPort}` })
    expect((await sender.send(requestTo('http://inside.test/'))).error?.kind).toBe('blocked_address')
    expect(asked).toEqual([])
  })

  it('its refusal is told with its status', async () => {
    const { port: proxyPort } = await proxy(403)
    const sender = senderWith({ guard: loopbackGuard(), egressProxy: `http://127.0.0.1:${proxyPort}` })
    const result = await sender.send(requestTo('http://name.test:81/'))
    expect(result.error?.detail).toBe('The egress proxy answered 403 for 127.0.0.1:81.')
  })
})
