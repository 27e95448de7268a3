import { once } from 'node:events'
import http from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { FrontDoor } from '#lib/worker/front-door.ts'
import { WebProxy } from '#lib/worker/web-proxy.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { actor, log } = rootContext()
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
// As web refuses a body that is too large: without having read it.
const web = http.createServer((_request, response) => response.writeHead(413).end('{}'))
const portOf = (server: http.Server) => z.object({ port: z.int() }).parse(server.address()).port
let door: FrontDoor
let port: number

beforeAll(async () => {
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
  const never = () => Promise.reject(new Error('not asked here'))
  door = new FrontDoor({
    deps: {
      directory: { instance: never, source: never },
      sink: { accept: never },
      onceSink: () => ({ accept: never }),
      discoveries: { note: () => {} },
      rejections: { record: never },
      tokens: { actor: async () => actor },
      log,
      now: Date.now,
    },
    proxy: new WebProxy({ origin: `http://127.0.0.1:${portOf(web)}`, isTrusted: () => false }),
    log,
    own: () => null,
  })
  port = await door.listen(0, '127.0.0.1')
})
afterAll(async () => {
  agent.destroy()
  await door.stop()
  web.closeAllConnections()
  web.close()
})

async function post(bytes: number): Promise<number | undefined> {
  const request = http.request({ port, agent, method: 'POST', path: '/api/v1/app' })
  request.end(Buffer.alloc(bytes))
  const [response] = await once(request, 'response', { signal: AbortSignal.timeout(4_000) })
  response.resume()
  return response.statusCode
}

it('a request after one whose body web did not read is answered on the same connection', async () => {
  expect(await post(8_000_000)).toBe(413)
  expect(await post(2)).toBe(413)
})
