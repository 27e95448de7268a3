import { z } from 'zod'
import { requestContext } from '#lib/auth/request-context.ts'
import type { Context } from '#lib/domain/context.ts'
import { DomainError } from '#lib/domain/errors.ts'
import { authorize } from '#lib/domain/permissions.ts'
import { errorBody, errorReply, type Failure, problemsOf } from './error-response.ts'
import { runOnce } from './idempotency.ts'
import { jsonText } from './json-text.ts'
import { readJson } from './read-body.ts'
import {
  Answer,
  type Call,
  type PathParameter,
  type Reply,
  type RequestParts,
  type Route,
  type RouteConfig,
  type RoutePorts,
  Streaming,
} from './route.ts'

/** Makes routes whose errors have this face's body. */
export function routeFactory(presentError: (failure: Failure) => object = errorBody) {
  return <Path extends string, Query extends z.ZodType = z.ZodUndefined, Body extends z.ZodType = z.ZodUndefined>(
    config: RouteConfig<Path, Query, Body>,
  ): Route => ({
    method: config.method,
    path: config.path,
    id: config.id,
    permission: config.permission,
    summary: config.summary,
    status: config.status,
    otherStatus: config.otherStatus,
    query: config.query,
    body: config.body ?? config.describedBody,
    response: config.response,
    media: config.media ?? 'application/json',
    isPublic: config.isPublic ?? false,
    async handle(request, ports) {
      const base = requestContext(request.headers)
      try {
        const call = await prepare(config, request, ports, base)
        return await respond(config, call)
      } catch (error) {
        return errorReply(error, base, presentError)
      }
    },
    fail: (error, headers) => errorReply(error, requestContext(headers), presentError),
  })
}

/** A route of the Svix-style faces: configuration plus one domain call. */
export const defineRoute = routeFactory()

async function prepare<Path extends string, Query extends z.ZodType, Body extends z.ZodType>(
  config: RouteConfig<Path, Query, Body>,
  request: RequestParts,
  ports: RoutePorts,
  base: Omit<Context, 'actor'>,
): Promise<Call<Path, z.output<Query>, z.output<Body>>> {
  const actor = config.isPublic ? ANYBODY : await ports.authenticate(request)
  if (config.permission !== null) authorize({ actor }, config.permission)
  const params = checkParams(config.path, request.params)
  const query = readQuery(config.query, request.url.searchParams)
  const body = check(config.body, 'body', () => readJson(request.body))
  const instanceId = request.headers.get('x-instance-id')
  return { ctx: { ...base, actor }, params, query, body, instanceId, request }
}

const ANYBODY: Context['actor'] = {
  kind: 'system',
  id: null,
  name: 'anybody',
  role: 'viewer',
  instanceId: null,
  capabilities: new Set(),
}

/** A query string as its schema reads it. @throws DomainError `validation`, `bad_request` (a NUL character) */
export function readQuery<S extends z.ZodType>(schema: S | undefined, search: URLSearchParams): z.output<S> {
  return check(schema, 'query', () => Object.fromEntries(joined(search)))
}

/** A route without a schema declares ZodUndefined: its call has `undefined` there. */
const UNDECLARED = z.any().transform(() => undefined)

function check<S extends z.ZodType>(schema: S | undefined, where: 'query' | 'body', read: () => unknown): z.output<S> {
  const declared = schema ?? UNDECLARED
  const result = declared.safeParse(schema === undefined ? undefined : read())
  if (result.success) return result.data as z.output<S>
  throw new DomainError('validation', 'Some fields are wrong.', { problems: problemsOf(result.error, where) })
}

// A list may be given as `a,b` or as `name=a&name=b`.
function joined(search: URLSearchParams): Map<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of search) {
    if (value.includes('\0') || name.includes('\0'))
      throw new DomainError('bad_request', 'The query string holds a NUL character.')
    const earlier = values.get(name)
    values.set(name, earlier === undefined ? value : `${earlier},${value}`)
  }
  return values
}

function checkParams<Path extends string>(path: Path, given: RequestParts['params']) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
  for (const name of names) {
    const value = given[name]
    if (value === undefined || value === '' || value.length > 512 || value.includes('\0'))
      throw new DomainError('not_found', 'There is nothing at this address.')
  }
  return given as Readonly<Record<PathParameter<Path>, string>>
}

async function respond<Path extends string, Query extends z.ZodType, Body extends z.ZodType>(
  config: RouteConfig<Path, Query, Body>,
  call: Call<Path, z.output<Query>, z.output<Body>>,
): Promise<Reply> {
  const result = config.replay === undefined ? await config.run(call) : await runOnce(config, config.replay, call)
  const { status, value } = result instanceof Answer ? result : new Answer(config.status, result)
  const headers = { 'x-request-id': call.ctx.requestId, 'cache-control': 'no-store' }
  if (status === 204) return { status, headers, body: null }
  const typed = { ...headers, 'content-type': config.media ?? 'application/json' }
  if (value instanceof Streaming)
    return { status, headers: { ...typed, ...UNBUFFERED, ...value.headers }, body: null, stream: value.stream }
  return { status, headers: typed, body: jsonText(value ?? {}) }
}

// Proxies must neither keep nor pack what goes on.
const UNBUFFERED = { 'cache-control': 'no-store, no-transform', 'x-accel-buffering': 'no' }
