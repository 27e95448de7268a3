import { describe, expect, it } from 'vitest'
import { newSecret, parseSecret, sign } from '#lib/engine/sign.ts'
import { type SignatureQuestion, verifySignature } from '#lib/engine/verify.ts'
import vectors from '#tests/fixtures/signature-vectors.json' with { type: 'json' }

const now = 1_700_000_000_000
const time = now / 1000
const secret = newSecret()

function keyOf(text: string): Uint8Array {
  const parsed = parseSecret(text)
  if (parsed.kind === 'fault') throw new Error(parsed.message)
  return parsed.key
}

function question(signedBody: string, changes: Partial<SignatureQuestion> = {}): SignatureQuestion {
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': `${time}`,
    'webhook-signature': sign('msg_1', time, signedBody, [keyOf(secret)]),
  }
  return { body: signedBody, headers, secrets: [secret], now, ...changes }
}

describe('the signature debugger', () => {
  it.each(vectors)('agrees with the published vector: $about', ({ secret, headers, body, valid }) => {
    const sent = Number(headers['webhook-timestamp']) * 1000
    const verdict = verifySignature({ body, headers, secrets: [secret], now: sent })
    expect(verdict.kind).toBe(valid ? 'verified' : 'refused')
  })

  it('verifies a body as text or bytes, with header names in any case or their svix- names', () => {
    const { headers } = question('{"a":"ü"}')
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]))
    const svix = Object.fromEntries(Object.entries(headers).map(([name, v]) => [name.replace('webhook', 'svix'), v]))
    for (const changes of [{}, { body: Buffer.from('{"a":"ü"}') }, { headers: upper }, { headers: svix }]) {
      const verdict = verifySignature(question('{"a":"ü"}', changes))
      expect(verdict).toEqual({ kind: 'verified', id: 'msg_1', timestamp: time, secretIndex: 0 })
    }
  })

  it('tells which of several secrets fits', () => {
    expect(verifySignature(question('{}', { secrets: [newSecret(), secret] }))).toMatchObject({ secretIndex: 1 })
  })

  it('names the headers that are missing', () => {
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '' }
    expect(verifySignature(question('{}', { headers }))).toEqual({
      kind: 'refused',
      fault: 'missing_header',
      names: ['webhook-timestamp', 'webhook-signature'],
      message: 'Missing: webhook-timestamp, webhook-signature.',
    })
  })

  it('refuses a timestamp that is a date', () => {
    const headers = { ...question('{}').headers, 'webhook-timestamp': '2023-11-14T22:13:20Z' }
    expect(verifySignature(question('{}', { headers }))).toMatchObject({ fault: 'malformed_timestamp' })
  })

  it('says how old a webhook is, and that only its time is wrong', () => {
    const late = verifySignature(question('{}', { now: now + 301_000 }))
    expect(late).toMatchObject({ fault: 'stale_time', ageSeconds: 301, signatureMatches: true })
    expect(verifySignature(question('{}', { now: now + 300_000 })).kind).toBe('verified')
    const early = verifySignature(question('{}', { now: now - 301_000 }))
    expect(early).toMatchObject({ ageSeconds: -301, message: expect.stringContaining('301 s in the future') })
    const forged = verifySignature(question('{}', { body: '[]', now: now + 301_000 }))
    expect(forged).toMatchObject({ fault: 'stale_time', signatureMatches: false })
  })

  it('names the versions it found when none is v1', () => {
    const headers = { ...question('{}').headers, 'webhook-signature': 'v1a,AAAA v2,BBBB' }
    expect(verifySignature(question('{}', { headers }))).toMatchObject({
      fault: 'wrong_version',
      versions: ['v1a', 'v2'],
    })
  })

  it('tells a hexadecimal or truncated signature from a wrong one', () => {
    const hex = Buffer.from(sign('msg_1', time, '{}', [keyOf(secret)]).slice(3), 'base64').toString('hex')
    for (const signature of [`v1,${hex}`, 'v1,AAAA']) {
      const headers = { ...question('{}').headers, 'webhook-signature': signature }
      expect(verifySignature(question('{}', { headers }))).toMatchObject({ fault: 'malformed_signature' })
    }
  })

  const order = { id: 'o_1', amount: 12.5, note: 'grün / blau', lines: [{ b: 2, a: null }, []] }
  it.each([
    ['compact', JSON.stringify(order), JSON.stringify(order, null, 2)],
    ['indented by 2 spaces', JSON.stringify(order, null, 2), JSON.stringify(order)],
    ['indented by tabs', JSON.stringify(order, null, '\t'), JSON.stringify(order)],
    ['a space after each comma', '{"b": 1, "a": [1, 2]}', '{"b":1,"a":[1,2]}'],
    ['sorted keys', '{"a":[1,2],"b":1}', '{"b":1,"a":[1,2]}'],
    ['all but ASCII escaped', '{"a":"gr\\u00fcn"}', '{"a":"grün"}'],
    ['/ escaped', '{"a":"https:\\/\\/x"}', '{"a":"https://x"}'],
  ])('shows that the body was parsed and written again where the signed text was %s', (how, signed, received) => {
    const verdict = verifySignature(question(signed, { body: received }))
    expect(verdict).toMatchObject({ fault: 'altered_body', reserialised: true, signedBody: signed })
    expect(verdict).toMatchObject({ message: expect.stringContaining(how) })
  })

  it.each([
    ['{"a":1}\n', '{"a":1}'],
    ['{"a":1}', '{"a":1}\n'],
    ['{"a":1}', '\uFEFF{"a":1}'],
    ['{\n"a":1\n}', '{\r\n"a":1\r\n}'],
    ['{\r\n"a":1\r\n}', '{\n"a":1\n}'],
  ])('shows white space that changed on the way: %j arrived as %j', (signed, received) => {
    const verdict = verifySignature(question(signed, { body: received }))
    expect(verdict).toMatchObject({ fault: 'altered_body', reserialised: false, signedBody: signed })
  })

  it('recognises other content under a known id', () => {
    const verdict = verifySignature(question('{"amount":1}', { body: '{"amount":100}', sentBody: '{"amount":1}' }))
    expect(verdict).toMatchObject({ fault: 'altered_body', reserialised: false, signedBody: '{"amount":1}' })
  })

  it('says whose secret it was signed with', () => {
    const others = [{ label: 'Billing (retired)', secret }]
    const verdict = verifySignature(question('{}', { secrets: [newSecret()], others }))
    expect(verdict).toMatchObject({ fault: 'wrong_secret', label: 'Billing (retired)' })
  })

  it('recognises a signer that used the secret as text', () => {
    const signature = sign('msg_1', time, '{}', [Buffer.from(secret)])
    const headers = { ...question('{}').headers, 'webhook-signature': signature }
    expect(verifySignature(question('{}', { headers }))).toMatchObject({
      fault: 'wrong_secret',
      message: expect.stringContaining('as text'),
    })
  })

  it('says so when nothing known fits, and names what a secret looks like when it is none', () => {
    expect(verifySignature(question('{}', { secrets: [newSecret()] }))).toMatchObject({
      fault: 'wrong_secret',
      label: null,
    })
    expect(verifySignature(question('{}', { secrets: ['abc'] }))).toMatchObject({ fault: 'malformed_secret' })
  })

  it('survives a body nested a hundred thousand levels deep', () => {
    const body = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(verifySignature(question('{}', { body }))).toMatchObject({ fault: 'wrong_secret' })
  })
})
