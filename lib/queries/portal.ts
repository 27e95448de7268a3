import { infiniteQueryOptions } from '@tanstack/react-query'
import type { PortalLink, PortalSessionView } from '#lib/domain/tokens/schemas.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { PortalSessionView } from '#lib/domain/tokens/schemas.ts'
export type PortalCapability = PortalSessionView['capabilities'][number]

function base(instanceId: string): string {
  return `/api/v1/app/${instanceId}/portal-session`
}

export const portalSessionPage = pageOf(z.trusted<PortalSessionView>())

export const portalQueries = {
  sessions: (instanceId: string) =>
    infiniteQueryOptions({
      queryKey: ['instance', instanceId, 'portal-sessions'],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({ limit: '50', ...(pageParam === null ? {} : { iterator: pageParam }) })
        return requestJson(portalSessionPage, `${base(instanceId)}?${query}`, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
}

export type PortalLinkInput = {
  readonly sessionId?: string
  readonly capabilities: readonly PortalCapability[]
  /** Seconds until the access ends. */
  readonly expiry: number
}

export function createPortalLink(instanceId: string, body: PortalLinkInput) {
  return requestJson(z.trusted<PortalLink>(), base(instanceId), { method: 'POST', body })
}

export function endPortalSession(instanceId: string, sessionId: string) {
  return requestJson(z.unknown(), `${base(instanceId)}/${sessionId}`, { method: 'DELETE' })
}

/** Ends every portal session of the instance at once, and takes back its links. */
export function endAllPortalSessions(instanceId: string) {
  return requestJson(z.unknown(), `/api/v1/auth/app/${instanceId}/expire-all`, { method: 'POST', body: {} })
}
