import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentWhoami, whoamiOut } from '#lib/api/svix/authentication.ts'
import { getWhoami } from '#lib/domain/tokens/get-whoami.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/auth/whoami',
    id: 'v1.authentication.whoami',
    permission: null,
    summary: 'Who the caller is and what they may do',
    status: 200,
    response: whoamiOut,
    run: async ({ ctx }) => presentWhoami(getWhoami(ctx)),
  }),
)
