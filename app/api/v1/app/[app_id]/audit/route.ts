import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { auditQuery } from '#lib/api/svix/audit.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { listAudit } from '#lib/domain/audit/list-audit.ts'
import { auditViewSchema } from '#lib/domain/audit/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/audit',
    id: 'v1.application.audit',
    permission: 'audit:read',
    summary: 'List the changes in an instance',
    status: 200,
    query: auditQuery,
    response: pageOf(auditViewSchema),
    run: ({ ctx, params, query }) => listAudit(ctx, params.app_id, query),
  }),
)
