import type { Route } from '#lib/api/core/route.ts'
import type { Actor } from '#lib/domain/context.ts'
import { rootContext } from './root-context.ts'

export interface RouteRequest {
  readonly params?: Record<string, string>
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
  readonly actor?: Partial<Actor>
}

export interface RouteAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** Calls an exported route handler's route through the whole pipeline, as the given actor, without a server. */
export async function callRoute(
  handler: { readonly route: Route | null },
  request: RouteRequest = {},
): Promise<RouteAnswer> {
  const { route } = handler
  if (route === null) throw new Error('no route answers this method')
  const reply = await route.handle(
    {
      method: route.method,
      url: new URL(`http://localhost${route.path}?${request.query ?? ''}`),
      headers: new Headers(request.headers),
      body: request.body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(request.body)),
      params: request.params ?? {},
    },
    { authenticate: async () => rootContext(request.actor).actor },
  )
  const body: unknown = reply.body === null ? null : JSON.parse(reply.body)
  return { status: reply.status, body, headers: reply.headers }
}
