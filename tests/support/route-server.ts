import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { authenticate } from '#lib/api/core/authenticate.ts'
import { routesOf } from '#lib/api/core/routes-of.ts'
import { ROUTE_MODULES } from '../../app/api/openapi/route-modules.ts'

/** Every route of the API behind a plain HTTP server: the real handlers on the test's database, without a build. */
export async function startRouteServer(): Promise<{ origin: string; close: () => Promise<void> }> {
  const matchers = routesOf(ROUTE_MODULES)
    .map((route) => ({ route, ...compile(route.path) }))
    .sort((left, right) => left.names.length - right.names.length)
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
    for (const { route, pattern, names } of matchers) {
      const match = route.method === request.method ? pattern.exec(url.pathname) : null
      if (!match) continue
      const params = Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]))
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
      const parts = { method: route.method, url, headers, body: Buffer.concat(chunks), params }
      const reply = await route.handle(parts, { authenticate })
      response.writeHead(reply.status, { ...reply.headers }).end(reply.body)
      return
    }
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"not_found","detail":"no route"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { origin: `http://127.0.0.1:${port}`, close }
}

function compile(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  return { names, pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`) }
}
