import 'server-only'
import { authenticate } from './core/authenticate.ts'
import { BODY_LIMIT } from './core/read-body.ts'
import type { Reply, RequestParts, Route } from './core/route.ts'

type Parameters = Record<string, string | string[] | undefined>
type NextHandler = ((request: Request, context: { params: Promise<Parameters> }) => Promise<Response>) & {
  /** For the API description, which is made from the routes that exist. */
  readonly route: Route
}

/** Adapts a route to a Next.js route handler. */
export function toNext(route: Route): NextHandler {
  const handler = async (request: Request, context: { params: Promise<Parameters> }): Promise<Response> => {
    const parts: RequestParts = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: await readBytes(request),
      params: single(await context.params),
    }
    return toResponse(await route.handle(parts, { authenticate }))
  }
  return Object.assign(handler, { route })
}

function toResponse({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers })
}

// Next gives routes without a dynamic part no parameters at all.
function single(params: Parameters = {}): Record<string, string> {
  const entries = Object.entries(params).flatMap(([name, value]) => {
    const text = Array.isArray(value) ? value.join('/') : value
    return text === undefined ? [] : [[name, decode(text)]]
  })
  return Object.fromEntries(entries)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

// Stops one byte past the limit: enough for the pipeline to answer 413 without keeping the rest.
async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > BODY_LIMIT) break
  }
  return Buffer.concat(chunks)
}
