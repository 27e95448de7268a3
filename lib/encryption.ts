import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from './env.ts'

const ALGORITHM = 'aes-256-gcm'
const VERSION = 1
const KEY_ID_BYTES = 4
const IV_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + KEY_ID_BYTES + IV_BYTES + TAG_BYTES

interface RootKey {
  readonly id: Buffer
  readonly key: Buffer
}

function deriveKey(secret: string): RootKey {
  const bytes = Buffer.from(hkdfSync('sha256', secret, 'posthorn', 'secrets at rest', 32 + KEY_ID_BYTES))
  return { key: bytes.subarray(0, 32), id: bytes.subarray(32) }
}

/** Encrypts and decrypts secrets at rest; the first key encrypts, all of them decrypt (rotation). */
export class SecretBox {
  readonly #keys: readonly RootKey[]

  constructor(secrets: readonly string[]) {
    if (secrets.length === 0) throw new Error('SecretBox needs at least one secret')
    this.#keys = secrets.map(deriveKey)
  }

  /** AES-256-GCM: version, key id, IV, tag, ciphertext. */
  seal(plain: string): Buffer<ArrayBuffer> {
    const current = this.#current
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(ALGORITHM, current.key, iv)
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([Buffer.from([VERSION]), current.id, iv, cipher.getAuthTag(), body])
  }

  /** @throws when no known key made it, or it was altered */
  open(sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed)
    const id = bytes.subarray(1, 1 + KEY_ID_BYTES)
    const found = this.#keys.find((candidate) => candidate.id.equals(id))
    if (bytes[0] !== VERSION || !found) {
      throw new Error(
        'A secret was encrypted with a key that is neither POSTHORN_SECRET nor in POSTHORN_PREVIOUS_SECRETS.',
      )
    }
    const ivEnd = 1 + KEY_ID_BYTES + IV_BYTES
    const decipher = createDecipheriv(ALGORITHM, found.key, bytes.subarray(1 + KEY_ID_BYTES, ivEnd))
    decipher.setAuthTag(bytes.subarray(ivEnd, HEAD_BYTES))
    return Buffer.concat([decipher.update(bytes.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8')
  }

  /** Null where no known key made it, or it was altered. */
  openIfKnown(sealed: Uint8Array): string | null {
    try {
      return this.open(sealed)
    } catch {
      return null
    }
  }

  /** Names the key that encrypts now: sealed values carry it in bytes 1–4. */
  get keyId(): Buffer {
    return this.#current.id
  }

  get #current(): RootKey {
    const [current] = this.#keys
    if (!current) throw new Error('SecretBox has no key')
    return current
  }
}

let box: SecretBox | undefined

/** The installation's box, keyed by POSTHORN_SECRET and POSTHORN_PREVIOUS_SECRETS. */
export function secretBox(): SecretBox {
  const { POSTHORN_SECRET, POSTHORN_PREVIOUS_SECRETS } = env()
  if (POSTHORN_SECRET === undefined)
    throw new Error('POSTHORN_SECRET is not set: "npm start" makes one; with DATABASE_URL set it yourself.')
  box ??= new SecretBox([POSTHORN_SECRET, ...POSTHORN_PREVIOUS_SECRETS])
  return box
}
