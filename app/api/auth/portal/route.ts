import { cookies } from 'next/headers'
import { z } from 'zod'
import { jsonRoute } from '#lib/api/json-route.ts'
import { sessionCookieName, sessionCookieOptions } from '#lib/auth/session-cookie.ts'
import { exchangeOneTimeToken } from '#lib/domain/tokens/exchange-one-time-token.ts'

/** Opens a portal link: its key becomes this browser's session. */
export const POST = jsonRoute(z.object({ key: z.string().min(1).max(512) }), async (_ctx, { key }) => {
  const { token, instanceId, expiresAt } = await exchangeOneTimeToken(key)
  const jar = await cookies()
  jar.set(sessionCookieName(), token, { ...sessionCookieOptions(), expires: expiresAt })
  return { instanceId }
})
