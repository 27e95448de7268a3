import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { oneTimeTokenIn, oneTimeTokenOut } from '#lib/api/svix/authentication.ts'
import { exchangeOneTimeToken } from '#lib/domain/tokens/exchange-one-time-token.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/auth/one-time-token',
    id: 'v1.authentication.exchange-one-time-token',
    permission: null,
    summary: 'Trade a one-time token for portal access',
    status: 200,
    body: oneTimeTokenIn,
    response: oneTimeTokenOut,
    // The one-time token is the credential.
    isPublic: true,
    run: async ({ body }) => {
      const { token, capabilities } = await exchangeOneTimeToken(body.oneTimeToken)
      return { token, capabilities }
    },
  }),
)
