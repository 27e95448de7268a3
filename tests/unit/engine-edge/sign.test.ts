import fc from 'fast-check'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import { describe, expect, it } from 'vitest'
import { newSecret, parseSecret, sign } from '#lib/engine/sign.ts'

function keyOf(secret: string): Uint8Array {
  const parsed = parseSecret(secret)
  if (parsed.kind === 'fault') throw new Error(parsed.message)
  return parsed.key
}

describe('sign', () => {
  it('makes signatures that the svix and the standardwebhooks libraries accept, for any body', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uuid(), (text, uuid) => {
        const secret = newSecret()
        const body = JSON.stringify({ text })
        const time = Math.floor(Date.now() / 1000)
        const signature = sign(`msg_${uuid}`, time, body, [keyOf(secret)])
        const headers = { 'webhook-id': `msg_${uuid}`, 'webhook-timestamp': `${time}`, 'webhook-signature': signature }
        new StandardWebhook(secret).verify(body, headers)
        const svix = { 'svix-id': `msg_${uuid}`, 'svix-timestamp': `${time}`, 'svix-signature': signature }
        new SvixWebhook(secret).verify(body, svix)
        expect(signature).toBe(new StandardWebhook(secret).sign(`msg_${uuid}`, new Date(time * 1000), body))
      }),
    )
  })

  it('signs with every key while a secret rotates, the newest first, so that old and new both verify', () => {
    const [fresh, old] = [newSecret(), newSecret()]
    const time = Math.floor(Date.now() / 1000)
    const signature = sign('msg_1', time, '{}', [keyOf(fresh), keyOf(old)])
    expect(signature.split(' ')).toHaveLength(2)
    expect(signature.split(' ')[0]).toBe(sign('msg_1', time, '{}', [keyOf(fresh)]))
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': `${time}`, 'webhook-signature': signature }
    for (const secret of [fresh, old]) expect(new SvixWebhook(secret).verify('{}', headers)).toEqual({})
  })

  it('signs bytes and the text of those bytes alike', () => {
    const key = keyOf(newSecret())
    expect(sign('msg_1', 1, Buffer.from('{"ü":1}'), [key])).toBe(sign('msg_1', 1, '{"ü":1}', [key]))
  })
})

describe('parseSecret', () => {
  const secretOf = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`

  it.each([24, 25, 32, 63, 64])('accepts a secret of %i bytes', (length) => {
    expect(keyOf(secretOf(length))).toHaveLength(length)
  })

  it.each([
    ['an API token', 'sk_live_1234', 'prefix', 'A signing secret starts with whsec_.'],
    ['nothing after the prefix', 'whsec_', 'too_short', 'The secret decodes to 0 bytes; it needs at least 24.'],
    ['one byte', secretOf(1), 'too_short', 'The secret decodes to 1 byte; it needs at least 24.'],
    ['23 bytes', secretOf(23), 'too_short', 'The secret decodes to 23 bytes; it needs at least 24.'],
    ['65 bytes', secretOf(65), 'too_long', 'The secret decodes to 65 bytes; it may have at most 64.'],
    ['a space', `${secretOf(24)} `, 'alphabet', 'After whsec_ comes standard base64, in which “ ” cannot occur.'],
    [
      'URL-safe base64',
      `whsec_${Buffer.alloc(24, 0xfb).toString('base64url')}`,
      'alphabet',
      'After whsec_ comes standard base64, in which “-” cannot occur. ' +
        'It looks like URL-safe base64: use + and / instead of - and _.',
    ],
    [
      'lost padding',
      secretOf(25).replaceAll('=', ''),
      'padding',
      'The base64 after whsec_ is incomplete: its length or its = padding is wrong.',
    ],
  ])('says exactly what is wrong with %s', (_what, text, fault, message) => {
    expect(parseSecret(text)).toEqual({ kind: 'fault', fault, message })
  })

  it('accepts every secret it makes, and no two of them are the same', () => {
    const secrets = new Set(Array.from({ length: 200 }, newSecret))
    expect(secrets.size).toBe(200)
    for (const secret of secrets) expect(keyOf(secret)).toHaveLength(24)
  })
})
