import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { portalAccessIn, portalAccessOut } from '#lib/api/svix/authentication.ts'
import { getOrCreateInstance } from '#lib/domain/instances/upsert-instance.ts'
import { createPortalAccess } from '#lib/domain/tokens/create-portal-access.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/auth/app-portal-access/{app_id}',
    id: 'v1.authentication.app-portal-access',
    permission: 'token:write',
    summary: 'Let a customer into one instance with some capabilities',
    status: 200,
    body: portalAccessIn,
    response: portalAccessOut,
    run: async ({ ctx, params, body: { application, ...input } }) => {
      const asked = { ...application, name: application?.name ?? '', uid: params.app_id }
      const instance = application ? (await getOrCreateInstance(ctx, asked)).view.id : params.app_id
      return createPortalAccess(ctx, instance, input)
    },
  }),
)
