import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import http from 'node:http'
import { z } from 'zod'

const authorizeSchema = z.object({
  redirect_uri: z.url(),
  state: z.string(),
  nonce: z.string(),
  code_challenge: z.string(),
  client_id: z.string(),
})

/** Whom the provider vouches for. */
export type Claims = { sub: string; email: string; email_verified: boolean; name: string }

/**
 * A small OpenID Connect provider on loopback, which signs everybody in at once as `claims.current`. It checks what a
 * real one checks: the code is used once, by who began, with the verifier of its PKCE challenge.
 */
export async function startOidcProvider(first: Claims) {
  const claims = { current: first }
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, z.output<typeof authorizeSchema>>()
  const issue = (nonce: string, audience: string) => {
    const now = Math.floor(Date.now() / 1000)
    const body = { ...claims.current, iss: origin(), aud: audience, iat: now, exp: now + 300, nonce }
    const text = [{ alg: 'RS256', kid: 'test', typ: 'JWT' }, body].map(encode).join('.')
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`
  }
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', origin())
    const json = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration') return json(200, configuration(origin()))
    if (url.pathname === '/jwks')
      return json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'RS256' }] })
    if (url.pathname === '/authorize') {
      const asked = authorizeSchema.parse(Object.fromEntries(url.searchParams))
      const code = randomUUID()
      codes.set(code, asked)
      const back = new URL(asked.redirect_uri)
      back.search = new URLSearchParams({ code, state: asked.state, iss: origin() }).toString()
      return response.writeHead(302, { location: back.href }).end()
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const form = new URLSearchParams(Buffer.concat(chunks).toString())
    const asked = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    if (asked === undefined || asked.code_challenge !== challenge) return json(400, { error: 'invalid_grant' })
    const idToken = issue(asked.nonce, asked.client_id)
    return json(200, { access_token: 'unused', token_type: 'Bearer', expires_in: 300, id_token: idToken })
  })
  const origin = () => {
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { issuer: origin(), claims, close }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

function configuration(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
  }
}
