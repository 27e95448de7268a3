import { Webhook } from 'svix'
import { anyHmacMatches, sameText } from './compare-secret.ts'
import { type StoredConfig, validSecrets } from './source-config.ts'
import { REPLAY_WINDOW_SECONDS, refuse, type SignedRequest, VERIFIED, type Verification } from './verification.ts'

export type SchemeName =
  | 'svix'
  | 'github'
  | 'stripe'
  | 'shopify'
  | 'slack'
  | 'generic-hmac'
  | 'token-header'
  | 'basic-auth'
  | 'none'

type Verify = (request: SignedRequest, config: StoredConfig) => Verification

export interface Scheme {
  readonly label: string
  /** Headers that hold a credential or its proof: masked wherever a request is shown. */
  readonly sensitiveHeaders: readonly string[]
  /** Where the provider's own id of the delivery is (`header:…` or `body:…`, first found): tells repeats apart. */
  readonly idPath: string | null
  readonly verify: Verify
}

/** Every way to prove that a request came from the provider. */
export const SCHEMES: Readonly<Record<SchemeName, Scheme>> = {
  svix: {
    label: 'Svix / Standard Webhooks',
    sensitiveHeaders: [],
    idPath: 'header:webhook-id,header:svix-id',
    verify: verifySvix,
  },
  github: { label: 'GitHub', sensitiveHeaders: [], idPath: 'header:x-github-delivery', verify: verifyGithub },
  stripe: { label: 'Stripe', sensitiveHeaders: [], idPath: 'body:id', verify: verifyStripe },
  shopify: { label: 'Shopify', sensitiveHeaders: [], idPath: 'header:x-shopify-webhook-id', verify: verifyShopify },
  slack: { label: 'Slack', sensitiveHeaders: [], idPath: 'body:event_id', verify: verifySlack },
  'generic-hmac': { label: 'HMAC signature', sensitiveHeaders: [], idPath: null, verify: verifyGenericHmac },
  'token-header': { label: 'Secret in a header', sensitiveHeaders: [], idPath: null, verify: verifyTokenHeader },
  'basic-auth': { label: 'Basic auth', sensitiveHeaders: ['authorization'], idPath: null, verify: verifyBasicAuth },
  none: { label: 'No verification', sensitiveHeaders: [], idPath: null, verify: () => VERIFIED },
}

export function isSchemeName(name: string): name is SchemeName {
  return Object.hasOwn(SCHEMES, name)
}

/** Standard Webhooks, https://www.standardwebhooks.com, by the library that the receivers of this world use. */
function verifySvix(request: SignedRequest, config: StoredConfig): Verification {
  const named = (name: string) => request.header(`svix-${name}`) ?? request.header(`webhook-${name}`)
  const [id, timestamp, signature] = [named('id'), named('timestamp'), named('signature')]
  if (!id || !timestamp || !signature)
    return refuse('missing_header', 'webhook-id, webhook-timestamp and webhook-signature are needed.')
  const time = checkTime(timestamp, request.now)
  if (time !== null) return time
  if (!signature.split(' ').some((part) => part.startsWith('v1,')))
    return refuse('wrong_version', 'webhook-signature holds no v1 signature.')
  const signed = { id, at: new Date(Number(timestamp) * 1000), body: request.rawBody.toString('utf8') }
  const matches = validSecrets(config, request.now).some((secret) => svixMatches(secret, signed, signature))
  return matches ? VERIFIED : wrongSignature()
}

interface SvixSigned {
  readonly id: string
  readonly at: Date
  readonly body: string
}

// Signed again and not `verify`, which would judge the time once more, by this machine's clock instead of the database's.
function svixMatches(secret: string, { id, at, body }: SvixSigned, given: string): boolean {
  try {
    const expected = new Webhook(secret).sign(id, at, body)
    return given.split(' ').some((signature) => sameText(signature, expected))
  } catch {
    return false // What is stored cannot be read as a secret.
  }
}

/** https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
function verifyGithub(request: SignedRequest, config: StoredConfig): Verification {
  return verifyHmac(request, config, { header: 'x-hub-signature-256', prefix: 'sha256=', encoding: 'hex' })
}

/** https://shopify.dev/docs/apps/build/webhooks/subscribe/https */
function verifyShopify(request: SignedRequest, config: StoredConfig): Verification {
  return verifyHmac(request, config, { header: 'x-shopify-hmac-sha256', prefix: '', encoding: 'base64' })
}

function verifyGenericHmac(request: SignedRequest, config: StoredConfig): Verification {
  const { header, prefix = '', encoding = 'hex', algorithm = 'sha256' } = config
  if (header === undefined) return refuse('misconfigured', 'The source names no signature header.')
  return verifyHmac(request, config, { header, prefix, encoding, algorithm })
}

interface HmacPlace {
  readonly header: string
  readonly prefix: string
  readonly encoding: 'hex' | 'base64'
  readonly algorithm?: 'sha1' | 'sha256' | 'sha512'
}

function verifyHmac(request: SignedRequest, config: StoredConfig, place: HmacPlace): Verification {
  const value = request.header(place.header)
  if (!value) return refuse('missing_header', `The header ${place.header} is missing.`)
  if (!value.startsWith(place.prefix))
    return refuse('malformed_header', `The header ${place.header} does not start with ${place.prefix}`)
  const given = value.slice(place.prefix.length)
  const secrets = validSecrets(config, request.now)
  const matches = anyHmacMatches(given, secrets, [request.rawBody], place.algorithm, place.encoding)
  return matches ? VERIFIED : wrongSignature()
}

/** https://docs.stripe.com/webhooks/signature: `t=<seconds>,v1=<hex>`, several v1 while a secret rotates. */
function verifyStripe(request: SignedRequest, config: StoredConfig): Verification {
  const value = request.header('stripe-signature')
  if (!value) return refuse('missing_header', 'The header stripe-signature is missing.')
  const parts = value.split(',').map((part) => part.trim())
  const time = parts.find((part) => part.startsWith('t='))?.slice(2)
  if (time === undefined) return refuse('malformed_header', 'stripe-signature holds no time (t=).')
  const late = checkTime(time, request.now)
  if (late !== null) return late
  const given = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3))
  if (given.length === 0) return refuse('wrong_version', 'stripe-signature holds no v1 signature.')
  const secrets = validSecrets(config, request.now)
  const matches = given.filter((one) => anyHmacMatches(one, secrets, [`${time}.`, request.rawBody]))
  return matches.length > 0 ? VERIFIED : wrongSignature()
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack, and the URL check of the Events API. */
function verifySlack(request: SignedRequest, config: StoredConfig): Verification {
  const [time, value] = [request.header('x-slack-request-timestamp'), request.header('x-slack-signature')]
  if (!time || !value) return refuse('missing_header', 'x-slack-request-timestamp and x-slack-signature are needed.')
  const late = checkTime(time, request.now)
  if (late !== null) return late
  if (!value.startsWith('v0=')) return refuse('wrong_version', 'x-slack-signature is not of version v0.')
  const secrets = validSecrets(config, request.now)
  if (!anyHmacMatches(value.slice(3), secrets, [`v0:${time}:`, request.rawBody])) return wrongSignature()
  const answer = slackChallenge(request.rawBody)
  return answer === null ? VERIFIED : { kind: 'challenge', answer }
}

function slackChallenge(rawBody: Buffer): string | null {
  if (!rawBody.includes('url_verification')) return null
  try {
    const body: unknown = JSON.parse(rawBody.toString('utf8'))
    const asks = typeof body === 'object' && body !== null && 'type' in body && body.type === 'url_verification'
    return asks && 'challenge' in body && typeof body.challenge === 'string' ? body.challenge : null
  } catch {
    return null
  }
}

function verifyTokenHeader(request: SignedRequest, config: StoredConfig): Verification {
  if (config.header === undefined) return refuse('misconfigured', 'The source names no header for its secret.')
  const given = request.header(config.header)
  if (!given) return refuse('missing_header', `The header ${config.header} is missing.`)
  const expected = validSecrets(config, request.now).map((secret) => `${config.prefix ?? ''}${secret}`)
  const matches = expected.filter((secret) => sameText(given, secret))
  return matches.length > 0 ? VERIFIED : refuse('bad_credentials', `The header ${config.header} holds another secret.`)
}

/** RFC 7617. */
function verifyBasicAuth(request: SignedRequest, config: StoredConfig): Verification {
  const given = request.header('authorization')
  if (!given) return refuse('missing_header', 'The header authorization is missing.')
  const encoded = /^basic\s+(\S+)$/i.exec(given)?.[1]
  if (encoded === undefined) return refuse('malformed_header', 'The header authorization is not Basic.')
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const expected = validSecrets(config, request.now).map((secret) => `${config.username ?? ''}:${secret}`)
  const matches = expected.filter((pair) => sameText(credentials, pair))
  return matches.length > 0 ? VERIFIED : refuse('bad_credentials', 'User name or password is another one.')
}

/** A refusal when a signed time (whole seconds since 1970) is none or outside the replay window, else null. */
function checkTime(text: string, now: number): Verification | null {
  if (!/^\d{1,15}$/.test(text)) return refuse('malformed_header', 'The signed time is not whole seconds since 1970.')
  const age = Math.floor(now / 1000) - Number(text)
  if (Math.abs(age) <= REPLAY_WINDOW_SECONDS) return null
  const when = age > 0 ? `${age} s old` : `${-age} s in the future`
  return refuse('stale_time', `The signed time is ${when}; at most ${REPLAY_WINDOW_SECONDS} s are accepted.`)
}

function wrongSignature(): Verification {
  return refuse(
    'bad_signature',
    'The signature does not fit the body: the secret is another one, or the body was changed.',
  )
}
