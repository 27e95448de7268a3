import 'server-only'
import { QueryClient } from '@tanstack/react-query'
import { headers } from 'next/headers'
import type { Route } from '#lib/api/core/route.ts'
import { pageContext } from '#lib/auth/page-context.ts'
import type { Shape } from '#lib/queries/shape.ts'

/** A cache for the queries of one page request. */
export function pageQueries(): QueryClient {
  return new QueryClient({ defaultOptions: { queries: { retry: false } } })
}

/**
 * Runs one of our own GET routes for the signed-in person, without HTTP, and checks the answer as the browser does:
 * the page starts with the very data that it would have asked for.
 */
export async function readRoute<T>(
  handler: { readonly route: Route | null },
  schema: Shape<T>,
  params: Record<string, string>,
  { query = {}, instanceId }: { query?: Record<string, string>; instanceId?: string } = {},
): Promise<T> {
  const { actor } = await pageContext()
  const { route } = handler
  if (route === null) throw new Error('no route answers this method')
  const url = new URL(`http://page.invalid${route.path}?${new URLSearchParams(query)}`)
  const given = new Headers(await headers())
  if (instanceId !== undefined) given.set('x-instance-id', instanceId)
  const parts = { method: 'GET', url, headers: given, body: new Uint8Array(), params }
  const reply = await route.handle(parts, { authenticate: () => Promise.resolve(actor) })
  if (reply.status !== 200 || reply.body === null) throw new Error(`${route.id} answered ${reply.status}`)
  return schema.parse(JSON.parse(reply.body))
}
