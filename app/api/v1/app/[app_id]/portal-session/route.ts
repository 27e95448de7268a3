import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { createPortalLink } from '#lib/domain/tokens/create-portal-link.ts'
import { listPortalSessions } from '#lib/domain/tokens/list-portal-sessions.ts'
import { portalAccessInputSchema, portalLinkSchema, portalSessionViewSchema } from '#lib/domain/tokens/schemas.ts'

const path = '/api/v1/app/{app_id}/portal-session'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.portal-session.list',
    permission: 'token:write',
    summary: 'List the portal links and sessions of an instance that have not ended',
    status: 200,
    query: pageQuerySchema,
    response: pageOf(portalSessionViewSchema),
    run: ({ ctx, params, query }) => listPortalSessions(ctx, params.app_id, query),
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.portal-session.create',
    permission: 'token:write',
    summary: 'Make a portal link; the answer shows it, once',
    status: 201,
    body: portalAccessInputSchema,
    response: portalLinkSchema,
    run: ({ ctx, params, body }) => createPortalLink(ctx, params.app_id, body),
  }),
)
