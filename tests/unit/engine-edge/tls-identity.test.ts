import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseTlsIdentity } from '#lib/engine/tls-identity.ts'
import { type Authority, createAuthority, type Identity } from '#tests/support/certificates.ts'

const now = Date.now()
let authority: Authority
let client: Identity

beforeAll(async () => {
  authority = await createAuthority('Test authority')
  client = await authority.issue({ name: 'posthorn', names: [{ type: 'dns', value: 'client.test' }] })
})

const fault = (text: string, passphrase?: string) => {
  const parsed = parseTlsIdentity(text, now, passphrase)
  if (parsed.kind === 'identity') throw new Error('an identity was read')
  return parsed
}

function encrypted(format: 'pkcs8' | 'sec1'): string {
  const key = createPrivateKey(client.key)
  return String(key.export({ type: format, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }))
}

describe('a TLS identity', () => {
  it.each([
    ['key first', (identity: Identity) => `${identity.key}\n\n${identity.cert}`],
    ['certificate first', (identity: Identity) => `${identity.cert}\n\n${identity.key}`],
    ['Windows line ends and indentation', (i: Identity) => `  ${i.key}\n${i.cert}`.replaceAll('\n', '\r\n   ')],
  ])('is read with %s', (_order, text) => {
    const parsed = parseTlsIdentity(text(client), now)
    expect(parsed).toMatchObject({
      kind: 'identity',
      chainLength: 0,
      certificate: { subject: 'CN=posthorn', issuer: 'CN=Test authority', names: ['DNS:client.test'] },
    })
    if (parsed.kind !== 'identity') return
    expect(parsed.certificate.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)
    expect(parsed.certificate.serial).toMatch(/^[0-9A-F]+$/)
    expect(parsed.certificate.validFrom).toBeLessThan(now)
    expect(parsed.certificate.validTo).toBeGreaterThan(now)
  })

  it('keeps a chain, leaf first, in whatever order it was pasted', () => {
    const parsed = parseTlsIdentity(`${authority.cert}\n${client.key}\n${client.cert}`, now)
    expect(parsed).toMatchObject({ kind: 'identity', chainLength: 1, certificate: { subject: 'CN=posthorn' } })
    const alone = parseTlsIdentity(`${client.key}\n${client.cert}`, now)
    if (parsed.kind === 'identity' && alone.kind === 'identity') expect(parsed.cert.startsWith(alone.cert)).toBe(true)
  })

  it('may have an EC key in its own format, and comes back as PKCS #8', () => {
    const sec1 = String(createPrivateKey(client.key).export({ type: 'sec1', format: 'pem' }))
    expect(parseTlsIdentity(sec1 + client.cert, now)).toMatchObject({
      kind: 'identity',
      key: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----/),
    })
  })

  it.each(['pkcs8', 'sec1'] as const)('with an encrypted key (%s) needs its passphrase once', (format) => {
    const text = encrypted(format) + client.cert
    expect(fault(text).fault).toBe('passphrase_needed')
    expect(fault(text, 'guess')).toEqual({
      kind: 'fault',
      fault: 'passphrase_wrong',
      message: 'The private key cannot be decrypted with this passphrase.',
    })
    const parsed = parseTlsIdentity(text, now, 'open sesame')
    expect(parsed).toMatchObject({ kind: 'identity', key: expect.not.stringContaining('ENCRYPTED') })
  })

  it('may have an RSA key in PKCS #1, plain or encrypted, and comes back as PKCS #8', async () => {
    const { key, cert } = await authority.issue({ name: 'rsa', kind: 'RSA' })
    const asPkcs1 = (more: object) => String(createPrivateKey(key).export({ type: 'pkcs1', format: 'pem', ...more }))
    const pkcs8 = {
      kind: 'identity',
      key: expect.stringMatching(/^-----BEGIN PRIVATE KEY-----/),
      certificate: { subject: 'CN=rsa' },
    }
    expect(parseTlsIdentity(asPkcs1({}) + cert, now)).toMatchObject(pkcs8)
    const sealed = asPkcs1({ cipher: 'aes-256-cbc', passphrase: 'open sesame' })
    expect(fault(sealed + cert).fault).toBe('passphrase_needed')
    expect(parseTlsIdentity(cert + sealed, now, 'open sesame')).toMatchObject(pkcs8)
  })

  it('whose key is of another kind than its certificate says that they do not belong together', () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pkcs1 = String(privateKey.export({ type: 'pkcs1', format: 'pem' }))
    expect(fault(pkcs1 + client.cert)).toEqual({
      kind: 'fault',
      fault: 'mismatch',
      message: 'The private key does not belong to the certificate of CN=posthorn.',
    })
  })

  it('that has expired says when', async () => {
    const old = await authority.issue({ name: 'old', startsInDays: -60, days: 30 })
    const day = new Date(now - 30 * 86_400_000).toISOString().slice(0, 10)
    expect(fault(old.key + old.cert)).toMatchObject({ fault: 'expired', message: `The certificate expired on ${day}.` })
  })

  it.each([
    ['nothing', '  ', 'empty'],
    ['no PEM', 'hello', 'no_key'],
    ['a key alone', 'KEY', 'no_certificate'],
    ['a certificate alone', 'CERT', 'no_key'],
    ['two keys', 'KEY KEY CERT', 'several_keys'],
    ['a cut certificate', 'KEY CUT', 'incomplete_block'],
    ['a damaged certificate', 'KEY DAMAGED', 'certificate_unreadable'],
    ['a damaged key', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\nCERT', 'key_unreadable'],
    ['a request', 'KEY -----BEGIN CERTIFICATE REQUEST-----\nAA\n-----END CERTIFICATE REQUEST-----', 'wrong_block'],
    ['a public key', 'CERT -----BEGIN PUBLIC KEY-----\nAA\n-----END PUBLIC KEY-----', 'wrong_block'],
  ])('is refused for %s', (_what, shape, expected) => {
    const text = shape
      .replaceAll(/\bKEY(?= |$)(?!-)/g, client.key)
      .replace(/\bCUT$/, client.cert.slice(0, 200))
      .replace(/\bDAMAGED$/, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----')
      .replaceAll(/\bCERT(?= |$)/g, client.cert)
    expect(fault(text).fault).toBe(expected)
    expect(fault(text).message).toMatch(/\.$/)
  })
})
