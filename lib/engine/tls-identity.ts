import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { type CertificateFacts, certificateFacts } from './certificate-facts.ts'

export type TlsIdentityFault =
  | 'empty'
  | 'incomplete_block'
  | 'wrong_block'
  | 'no_key'
  | 'several_keys'
  | 'no_certificate'
  | 'passphrase_needed'
  | 'passphrase_wrong'
  | 'key_unreadable'
  | 'certificate_unreadable'
  | 'mismatch'
  | 'expired'
  | 'unusable'

export interface TlsIdentity {
  readonly kind: 'identity'
  /** PEM: the leaf first, then its chain. */
  readonly cert: string
  /** PEM, PKCS#8, not encrypted: to be encrypted at rest. */
  readonly key: string
  /** Of the leaf. */
  readonly certificate: CertificateFacts
  /** Certificates beside the leaf. */
  readonly chainLength: number
}

export type ParsedTlsIdentity =
  | TlsIdentity
  | { readonly kind: 'fault'; readonly fault: TlsIdentityFault; readonly message: string }

class Fault extends Error {
  readonly fault: TlsIdentityFault

  constructor(fault: TlsIdentityFault, message: string) {
    super(message)
    this.fault = fault
  }
}

/**
 * Reads a private key and a certificate chain from one text, in any order, and checks that they work together.
 * @param passphrase of an encrypted key; used here once and not kept
 * @param now epoch ms
 */
export function parseTlsIdentity(text: string, now: number, passphrase?: string): ParsedTlsIdentity {
  try {
    const blocks = readBlocks(text)
    const key = readKey(blocks, passphrase)
    const [leaf, ...chain] = readChain(blocks, key)
    if (leaf === undefined) throw new Fault('no_certificate', 'There is no certificate (-----BEGIN CERTIFICATE-----).')
    const certificate = certificateFacts(leaf)
    if (certificate.validTo <= now)
      throw new Fault('expired', `The certificate expired on ${day(certificate.validTo)}.`)
    const cert = [leaf, ...chain].map(String).join('')
    const pem = String(key.export({ type: 'pkcs8', format: 'pem' }))
    checkUsable(cert, pem)
    return { kind: 'identity', cert, key: pem, certificate, chainLength: chain.length }
  } catch (error) {
    if (error instanceof Fault) return { kind: 'fault', fault: error.fault, message: error.message }
    throw error
  }
}

interface Block {
  readonly label: string
  readonly pem: string
}

function readBlocks(text: string): readonly Block[] {
  if (text.trim() === '') throw new Fault('empty', 'Paste a private key and a certificate, both in PEM form.')
  const found = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)]
  const blocks = found.map(([pem, label = '']) => ({ label, pem: pem.replace(/^[ \t]+/gm, '') }))
  const begun = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)]
  const open = begun.find((_, index) => index >= blocks.length)
  if (open !== undefined) {
    throw new Fault('incomplete_block', `A block is cut off: for BEGIN ${open[1]} the matching END line is missing.`)
  }
  if (blocks.length === 0) throw new Fault('no_key', 'This is not PEM: no line starts with -----BEGIN.')
  const wrong = blocks.find(({ label }) => Object.hasOwn(misplaced, label))
  if (wrong !== undefined) throw new Fault('wrong_block', misplaced[wrong.label] ?? '')
  return blocks
}

const misplaced: Readonly<Record<string, string>> = {
  'CERTIFICATE REQUEST': 'This holds a certificate request. Paste the certificate that was issued for it.',
  'NEW CERTIFICATE REQUEST': 'This holds a certificate request. Paste the certificate that was issued for it.',
  'PUBLIC KEY': 'This holds a public key. Paste the private key that belongs to the certificate.',
  'RSA PUBLIC KEY': 'This holds a public key. Paste the private key that belongs to the certificate.',
  'OPENSSH PRIVATE KEY': 'This is an SSH key. Convert it first: ssh-keygen -p -m PKCS8 -f the-key.',
  PKCS7: 'This is a PKCS #7 bundle. Convert it first: openssl pkcs7 -print_certs.',
}

function readKey(blocks: readonly Block[], passphrase: string | undefined): KeyObject {
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  const [block] = keys
  if (block === undefined) throw new Fault('no_key', 'There is no private key (-----BEGIN PRIVATE KEY-----).')
  if (keys.length > 1) throw new Fault('several_keys', `There are ${keys.length} private keys; paste only one.`)
  const encrypted = block.label.startsWith('ENCRYPTED') || /^Proc-Type: *4, *ENCRYPTED/m.test(block.pem)
  if (encrypted && !passphrase) {
    throw new Fault('passphrase_needed', 'The private key is encrypted: its passphrase is needed once to decrypt it.')
  }
  try {
    return createPrivateKey(encrypted && passphrase ? { key: block.pem, passphrase } : block.pem)
  } catch {
    if (encrypted) throw new Fault('passphrase_wrong', 'The private key cannot be decrypted with this passphrase.')
    throw new Fault('key_unreadable', `The private key (${block.label}) cannot be read: it is damaged or incomplete.`)
  }
}

/** The leaf is the certificate that belongs to the key, wherever it stands; each issuer then follows what it issued. */
function readChain(blocks: readonly Block[], key: KeyObject): readonly X509Certificate[] {
  const rest = blocks.filter(({ label }) => certificateLabels.has(label)).map(readCertificate)
  if (rest.length === 0) throw new Fault('no_certificate', 'There is no certificate (-----BEGIN CERTIFICATE-----).')
  const leafAt = rest.findIndex((certificate) => certificate.checkPrivateKey(key))
  if (leafAt < 0) {
    const subject = certificateFacts(rest[0] ?? raise()).subject
    const which = rest.length === 1 ? `the certificate of ${subject}` : 'any of the certificates'
    throw new Fault('mismatch', `The private key does not belong to ${which}.`)
  }
  const chain = rest.splice(leafAt, 1)
  while (rest.length > 0) {
    const last = chain.at(-1)
    const next = rest.findIndex((candidate) => last?.checkIssued(candidate))
    chain.push(...rest.splice(Math.max(next, 0), 1))
  }
  return chain
}

const certificateLabels: ReadonlySet<string> = new Set(['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'])

function readCertificate({ pem }: Block, index: number): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Fault('certificate_unreadable', `Certificate ${index + 1} cannot be read: it is damaged or incomplete.`)
  }
}

/** OpenSSL has the last word: keys that are too weak or of a kind TLS does not know end here and not in an attempt. */
function checkUsable(cert: string, key: string): void {
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error:[^:]*:[^:]*:[^:]*:/, '') : String(error)
    throw new Fault('unusable', `TLS cannot use this certificate and key: ${reason}.`)
  }
}

function raise(): never {
  throw new RangeError('a certificate was expected')
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
