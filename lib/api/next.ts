import 'server-only'
import { requestContext } from '#lib/auth/request-context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { authenticate } from './core/authenticate.ts'
import { errorReply } from './core/error-response.ts'
import { BODY_LIMIT } from './core/read-body.ts'
import { readRawBody } from './core/read-raw-body.ts'
import type { Reply, RequestParts, Route } from './core/route.ts'

type Parameters = Record<string, string | string[] | undefined>
interface NextHandler {
  (request: Request, context: { params: Promise<Parameters> }): Promise<Response>
  /** For the API description, which is made from the routes that exist; null where nothing answers the method. */
  readonly route: Route | null
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Fail = Route['fail']
const failPlainly: Fail = (error, headers) => errorReply(error, requestContext(headers))

/** The routes of one address as Next.js handlers. The methods that none of them answers are refused as JSON. */
export function toNext(...routes: readonly [Route, ...Route[]]): Record<Method | 'OPTIONS', NextHandler> {
  const allowed = routes.map(({ method }) => method)
  const handlerOf = (method: Method): NextHandler => {
    const route = routes.find((one) => one.method === method)
    if (route !== undefined) return Object.assign(answerWith(route), { route })
    return Object.assign(refuseWith(allowed, routes[0].fail), { route: null })
  }
  return {
    GET: handlerOf('GET'),
    POST: handlerOf('POST'),
    PUT: handlerOf('PUT'),
    PATCH: handlerOf('PATCH'),
    DELETE: handlerOf('DELETE'),
    OPTIONS: Object.assign(optionsOf(allowed), { route: null }),
  }
}

/** For addresses with handlers of their own: the refusal of every other method, and what OPTIONS says. */
export function refuseOthers(...allowed: readonly Method[]) {
  return { ...everyMethod(refuseWith(allowed)), OPTIONS: optionsOf(allowed) }
}

/** What no other route answers: JSON like every other error of the API, never a page. */
export const answerNothing = everyMethod(async ({ method, url, headers }) => {
  const error = new DomainError('not_found', `There is no ${method} ${new URL(url).pathname}. See /docs/api.`)
  return toResponse(failPlainly(error, headers))
})

function everyMethod(handler: (request: Request) => Promise<Response>) {
  return { GET: handler, POST: handler, PUT: handler, PATCH: handler, DELETE: handler }
}

function answerWith(route: Route) {
  return async (request: Request, context: { params: Promise<Parameters> }): Promise<Response> => {
    const parts: RequestParts = {
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
      body: await readRawBody(request, BODY_LIMIT),
      params: single(await context.params),
      signal: request.signal,
    }
    return toResponse(await route.handle(parts, { authenticate }))
  }
}

function refuseWith(allowed: readonly string[], fail: Fail = failPlainly) {
  return async (request: Request): Promise<Response> => {
    const allow = allowHeader(allowed)
    const error = new DomainError('method_not_allowed', `${request.method} is no method of this address. Use ${allow}.`)
    const reply = fail(error, request.headers)
    return toResponse({ ...reply, headers: { ...reply.headers, allow } })
  }
}

function optionsOf(allowed: readonly string[]) {
  return async (): Promise<Response> => new Response(null, { status: 204, headers: { allow: allowHeader(allowed) } })
}

// Next answers HEAD wherever there is a GET.
function allowHeader(allowed: readonly string[]): string {
  return allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
}

function toResponse({ status, headers, body, stream }: Reply): Response {
  return new Response(stream ?? body, { status, headers })
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
