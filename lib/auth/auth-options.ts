import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { signInWithIssuer } from '#lib/domain/people/sign-in-with-issuer.ts'
import { env } from '#lib/env.ts'
import { logger } from '#lib/logger.ts'
import { publicOrigin } from '#lib/public-origin.ts'
import { checkPassword } from './check-password.ts'
import { requestContext } from './request-context.ts'
import { SESSION_SECONDS, sessionCookieName, sessionCookieOptions, sessionSecrets } from './session-cookie.ts'

const profileSchema = z.object({
  sub: z.string().min(1),
  email: z.string().default(''),
  email_verified: z.union([z.boolean(), z.stringbool()]).default(false),
  name: z.string().optional(),
})

/** Whom the issuer vouches for and nobody invited. Not empty: without an id the library reports nothing at all. */
const NOBODY = 'nobody'

/** How people sign in: e-mail and password, and the configured OpenID Connect issuer. */
export function authOptions(): AuthOptions {
  // next-auth reads its own address from the environment only.
  process.env.NEXTAUTH_URL ??= publicOrigin()
  return {
    secret: sessionSecrets()[0],
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: sessionCookieOptions(),
      },
    },
    providers: [passwordProvider(), ...issuerProviders()],
    callbacks: {
      signIn: ({ account, user }) => account?.provider !== 'issuer' || user.id !== NOBODY,
      // The first call has the user: the moment of sign-in stays, however often the token is renewed.
      jwt: ({ token, user }) => (user ? { sub: user.id, name: user.name, issuedAt: Date.now() } : token),
      redirect: ({ url, baseUrl }) => (url.startsWith(`${baseUrl}/`) ? url : baseUrl),
    },
    logger: {
      error: (code, detail) => logger().warn({ code, detail: reasonOf(detail) }, 'sign-in failed'),
      warn: (code) => logger().debug({ code }, 'next-auth warning'),
      debug: () => {},
    },
  }
}

function passwordProvider() {
  return CredentialsProvider({
    id: 'password',
    credentials: { email: {}, password: {} },
    authorize: checkPassword,
  })
}

function issuerProviders(): AuthOptions['providers'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = env()
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) return []
  return [
    {
      id: 'issuer',
      name: new URL(OIDC_ISSUER).hostname,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/+$/, '')}/.well-known/openid-configuration`,
      issuer: OIDC_ISSUER,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET ?? '',
      authorization: { params: { scope: 'openid email profile' } },
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      profile: async (claims: unknown) => {
        const { sub, email, email_verified, name } = profileSchema.parse(claims)
        const person = await signInWithIssuer(requestContext(new Headers()), {
          subject: sub,
          email,
          emailVerified: email_verified,
          name: name ?? email,
        })
        return person ?? { id: NOBODY, email, name: name ?? email }
      },
    },
  ]
}

function reasonOf(detail: unknown): string {
  if (detail instanceof Error) return detail.message
  return typeof detail === 'object' && detail !== null && 'error' in detail ? reasonOf(detail.error) : ''
}
