import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SCHEMES, type SchemeName } from '#lib/domain/sources/schemes.ts'
import { replaceSecret, type StoredConfig } from '#lib/domain/sources/source-config.ts'
import type { RefusalReason, Verification } from '#lib/domain/sources/verification.ts'
import vectors from '../../fixtures/signature-vectors.json' with { type: 'json' }

const EVENT = '{"id":"evt_1","type":"invoice.paid","amount":12.50}'
const RFC_BODY = 'what do ya want for nothing?'
const SLACK_COMMAND =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'

interface Vector {
  readonly name: string
  readonly scheme: SchemeName
  readonly config: Partial<StoredConfig>
  readonly secret: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** Epoch seconds that it was signed at, where the scheme carries a time. */
  readonly at: number | null
  /** The header that proves it. */
  readonly proof: string
  readonly onWrong: RefusalReason
}

const signed = { config: {}, onWrong: 'bad_signature' } as const

/**
 * Of the providers' own documents where they publish one, made by their own library where they do not (run once, the
 * version is named), of the RFCs where the scheme is nobody's.
 */
const VECTORS: readonly Vector[] = [
  {
    ...signed,
    name: 'Standard Webhooks (example of the specification and of the Svix documents)',
    scheme: 'svix',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    body: '{"test": 2432232314}',
    headers: {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    },
    at: 1614265330,
    proof: 'webhook-signature',
  },
  {
    ...signed,
    name: 'GitHub (docs.github.com, “Testing the webhook payload validation”)',
    scheme: 'github',
    secret: "It's a Secret to Everybody",
    body: 'Hello, World!',
    headers: { 'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17' },
    at: null,
    proof: 'x-hub-signature-256',
  },
  {
    ...signed,
    name: 'Slack (docs.slack.dev, “Verifying requests from Slack”)',
    scheme: 'slack',
    secret: '8f742231b10e8888abcd99yyyzzz85a5',
    body: SLACK_COMMAND,
    headers: {
      'x-slack-request-timestamp': '1531420618',
      'x-slack-signature': 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    },
    at: 1531420618,
    proof: 'x-slack-signature',
  },
  {
    ...signed,
    name: 'Stripe (stripe 23.1.0, webhooks.generateTestHeaderString)',
    scheme: 'stripe',
    secret: 'whsec_stripe_test_secret',
    body: EVENT,
    headers: {
      'stripe-signature': 't=1614265330,v1=83c33a8d42ada0eea93e90ff7c39427d5f928afcaf8e85e3a5f97b9027e54d27,v0=00',
    },
    at: 1614265330,
    proof: 'stripe-signature',
  },
  {
    ...signed,
    name: 'Shopify (@shopify/shopify-api 13.1.0, createSHA256HMAC)',
    scheme: 'shopify',
    secret: 'shopify-client-secret',
    body: EVENT,
    headers: { 'x-shopify-hmac-sha256': '+PKH9bnEgYVjCxF3vFrY38xl4qQIb0zBOr4wY1IZZEQ=' },
    at: null,
    proof: 'x-shopify-hmac-sha256',
  },
  {
    ...signed,
    name: 'HMAC-SHA1 in hex behind a prefix (RFC 2202, test case 2)',
    scheme: 'generic-hmac',
    config: { header: 'x-signature', algorithm: 'sha1', encoding: 'hex', prefix: 'sha1=' },
    secret: 'Jefe',
    body: RFC_BODY,
    headers: { 'x-signature': 'sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79' },
    at: null,
    proof: 'x-signature',
  },
  {
    ...signed,
    name: 'HMAC-SHA512 in base64 (RFC 4231, test case 2)',
    scheme: 'generic-hmac',
    config: { header: 'x-signature', algorithm: 'sha512', encoding: 'base64', prefix: '' },
    secret: 'Jefe',
    body: RFC_BODY,
    headers: {
      'x-signature': 'Fkt6e/z4GeLjlfvnO1bgo4e9ZCIugx/WECcM1+olBVSXWL91wFqZSm0DT2X48Ob9yuqxo01Ka0tjbgcKOLznNw==',
    },
    at: null,
    proof: 'x-signature',
  },
  {
    name: 'a secret in a header',
    scheme: 'token-header',
    config: { header: 'x-token', prefix: 'Bearer ' },
    secret: 'shared',
    body: EVENT,
    headers: { 'x-token': 'Bearer shared' },
    at: null,
    proof: 'x-token',
    onWrong: 'bad_credentials',
  },
  {
    name: 'basic auth (example of RFC 7617)',
    scheme: 'basic-auth',
    config: { username: 'Aladdin' },
    secret: 'open sesame',
    body: EVENT,
    headers: { authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==' },
    at: null,
    proof: 'authorization',
    onWrong: 'bad_credentials',
  },
]

interface Change {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string | null>>
  readonly secrets?: StoredConfig['secrets']
  /** Seconds after it was signed. */
  readonly later?: number
}

const NOW = 1_700_000_000

function check(vector: Vector, change: Change = {}): Verification {
  const now = ((vector.at ?? NOW) + (change.later ?? 0)) * 1000
  vi.setSystemTime(now + 2 * 86_400_000) // Rule 3: only the time of the request counts, whatever this machine believes.
  const headers: Record<string, string | null> = { ...vector.headers, ...change.headers }
  const request = {
    rawBody: Buffer.from(change.body ?? vector.body),
    header: (name: string) => headers[name] ?? null,
    now,
  }
  const secrets = change.secrets ?? [{ value: vector.secret, until: null }]
  return SCHEMES[vector.scheme].verify(request, { ...vector.config, secrets })
}

const reasonOf = (verification: Verification) =>
  verification.kind === 'refused' ? verification.reason : verification.kind
const signing = VECTORS.filter(({ onWrong }) => onWrong === 'bad_signature')
const timed = VECTORS.filter(({ at }) => at !== null)

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'] }))
afterEach(() => vi.useRealTimers())

describe.each(VECTORS)('a request proved by $name', (vector) => {
  it('is let in', () => {
    expect(check(vector)).toEqual({ kind: 'verified' })
  })

  it('is refused with another secret', () => {
    const other = vector.scheme === 'svix' ? 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' : 'another secret'
    expect(reasonOf(check(vector, { secrets: [{ value: other, until: null }] }))).toBe(vector.onWrong)
  })

  it('is refused without a secret to check it by', () => {
    expect(reasonOf(check(vector, { secrets: [] }))).toBe(vector.onWrong)
  })

  it('is refused without its proof', () => {
    expect(reasonOf(check(vector, { headers: { [vector.proof]: null } }))).toBe('missing_header')
  })

  it('is refused with one character of the proof changed', () => {
    const proof = vector.headers[vector.proof] ?? ''
    const at = vector.scheme === 'stripe' ? proof.indexOf('v1=') + 6 : proof.length - 6
    const flipped = proof.slice(0, at) + (proof[at] === '1' ? '2' : '1') + proof.slice(at + 1)
    expect(reasonOf(check(vector, { headers: { [vector.proof]: flipped } }))).toBe(vector.onWrong)
  })

  it('is refused with a proof that is cut off or empty', () => {
    const proof = vector.headers[vector.proof] ?? ''
    expect(check(vector, { headers: { [vector.proof]: proof.slice(0, -8) } }).kind).toBe('refused')
    expect(check(vector, { headers: { [vector.proof]: '' } }).kind).toBe('refused')
  })

  it('goes on being let in by a replaced secret until its overlap ends', () => {
    const before = { ...vector.config, secrets: [{ value: vector.secret, until: null }] }
    const fresh = vector.scheme === 'svix' ? 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD' : 'the new secret'
    const at = (vector.at ?? NOW) * 1000
    const rotated = replaceSecret(
      before,
      { ...vector.config, secrets: [{ value: fresh, until: null }] },
      at - 1000,
      60_000,
    )
    expect(rotated.secrets.map(({ value }) => value)).toEqual([fresh, vector.secret])
    expect(check(vector, { secrets: rotated.secrets }).kind).toBe('verified')
    expect(check(vector, { secrets: rotated.secrets, later: 60 }).kind).toBe('refused')
  })
})

describe.each(signing)('a signature by $name', (vector) => {
  it('does not fit a body with one byte more, less or changed', () => {
    for (const body of [`${vector.body} `, vector.body.slice(1), `${vector.body.slice(0, -1)}#`, ''])
      expect(reasonOf(check(vector, { body }))).toBe('bad_signature')
  })
})

describe.each(timed)('the time signed by $name', (vector) => {
  it.each([-300, 0, 300])('counts when it differs by %i s', (later) => {
    expect(check(vector, { later }).kind).toBe('verified')
  })

  it.each([-301, 301])('is stale when it differs by %i s', (later) => {
    expect(reasonOf(check(vector, { later }))).toBe('stale_time')
  })

  it('cannot be moved: the signature covers it', () => {
    const moved = Object.fromEntries(
      Object.entries(vector.headers).map(([name, value]) => [
        name,
        value.replace(String(vector.at), String((vector.at ?? 0) + 10)),
      ]),
    )
    expect(reasonOf(check(vector, { headers: moved }))).toBe('bad_signature')
  })

  it('is refused when it is no whole number', () => {
    const broken = Object.fromEntries(
      Object.entries(vector.headers).map(([name, value]) => [name, value.replace(String(vector.at), 'yesterday')]),
    )
    expect(reasonOf(check(vector, { headers: broken }))).toBe('malformed_header')
  })
})

describe('what each scheme says of a proof of another version or form', () => {
  const one = (name: SchemeName) => VECTORS.find(({ scheme }) => scheme === name) ?? VECTORS[0]
  it.each([
    ['svix', { 'webhook-signature': 'v2,abc' }, 'wrong_version'],
    ['stripe', { 'stripe-signature': 't=1614265330,v0=abc' }, 'wrong_version'],
    ['stripe', { 'stripe-signature': 'v1=abc' }, 'malformed_header'],
    ['slack', { 'x-slack-signature': 'v1=abc' }, 'wrong_version'],
    ['github', { 'x-hub-signature-256': '757107ea' }, 'malformed_header'],
    ['basic-auth', { authorization: 'Bearer abc' }, 'malformed_header'],
  ] as const)('%s with %o: %s', (name, headers, reason) => {
    const vector = one(name)
    if (vector === undefined) throw new Error('no vector')
    expect(reasonOf(check(vector, { headers }))).toBe(reason)
  })

  it.each(vectors.filter(({ body }) => body !== ''))('svix decides as the vectors say: $about', (published) => {
    const [base] = VECTORS
    if (base === undefined) throw new Error('no vector')
    const secrets = [{ value: published.secret, until: null }]
    const verification = check(base, { body: published.body, headers: published.headers, secrets })
    expect(verification.kind === 'verified').toBe(published.valid)
  })

  it('takes the svix- names of the headers too', () => {
    const [base] = VECTORS
    if (base === undefined) throw new Error('no vector')
    const headers = Object.fromEntries(
      Object.entries(base.headers).flatMap(([name, value]) => [
        [name, null],
        [name.replace('webhook-', 'svix-'), value],
      ]),
    )
    expect(check(base, { headers }).kind).toBe('verified')
  })
})
