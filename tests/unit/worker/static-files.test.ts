import http from 'node:http'
import zlib from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebProxy } from '#lib/worker/web-proxy.ts'

const SCRIPT = `console.log(${JSON.stringify('a script of a page '.repeat(500))})`
const FOR_GOOD = 'public, max-age=31536000, immutable'
const asked: http.IncomingMessage[] = []
let web: http.Server
let door: http.Server

function portOf(server: http.Server): number {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
const listen = (server: http.Server) => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))

beforeAll(async () => {
  web = http.createServer((request, response) => {
    asked.push(request)
    const isMissing = request.url?.includes('missing') ?? false
    response.writeHead(isMissing ? 404 : 200, {
      'content-type': 'text/javascript',
      'content-length': SCRIPT.length,
      'cache-control': request.url?.includes('chunks') ? FOR_GOOD : 'no-cache',
      etag: '"one"',
    })
    response.end(SCRIPT)
  })
  await listen(web)
})
beforeEach(async () => {
  asked.length = 0
  const proxy = new WebProxy({ origin: `http://127.0.0.1:${portOf(web)}`, isTrusted: () => false })
  door = http.createServer((request, response) => proxy.forward(request, response, 'req_1'))
  await listen(door)
  return () => {
    proxy.close()
    door.close()
  }
})
afterAll(() => void web.close())

async function get(path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number | undefined; headers: http.IncomingHttpHeaders; body: Buffer }>((resolve) => {
    http.get({ port: portOf(door), host: '127.0.0.1', path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
  })
}

test('a script goes out with Brotli, is asked of web once, and keeps its type and lifetime', async () => {
  const first = await get('/_next/static/chunks/a.js', { 'accept-encoding': 'gzip, deflate, br, zstd' })
  const second = await get('/_next/static/chunks/a.js', { 'accept-encoding': 'br' })
  for (const { status, headers, body } of [first, second]) {
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript',
      'cache-control': FOR_GOOD,
      vary: 'accept-encoding',
    })
    expect(zlib.brotliDecompressSync(body).toString()).toBe(SCRIPT)
  }
  expect(asked).toHaveLength(1)
})

test('who has the script already is told so', async () => {
  await get('/_next/static/chunks/a.js', { 'accept-encoding': 'br' })
  const again = await get('/_next/static/chunks/a.js', { 'accept-encoding': 'br', 'if-none-match': '"one"' })
  expect(again.status).toBe(304)
  expect(again.body).toHaveLength(0)
})

test('what may change, what is missing and who takes no Brotli get the answer of web as it is', async () => {
  for (const [path, accepted] of [
    ['/_next/static/late.js', 'br'],
    ['/_next/static/chunks/missing.js', 'br'],
    ['/_next/static/chunks/a.js', 'gzip'],
    ['/api/v1/chunks/a.js', 'br'],
  ] as const) {
    const answers = [await get(path, { 'accept-encoding': accepted }), await get(path, { 'accept-encoding': accepted })]
    for (const { headers, body } of answers) {
      expect(headers['content-encoding']).toBeUndefined()
      expect(body.toString()).toBe(SCRIPT)
    }
  }
  expect(asked).toHaveLength(8)
})
