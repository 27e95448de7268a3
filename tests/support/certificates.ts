import 'reflect-metadata'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(crypto)

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const
const day = 86_400_000

export interface Identity {
  /** PEM, the leaf alone. */
  readonly cert: string
  /** PEM, PKCS#8. */
  readonly key: string
}

export interface Authority extends Identity {
  issue(options: {
    name: string
    days?: number
    startsInDays?: number
    names?: readonly SubjectName[]
    kind?: 'EC' | 'RSA'
  }): Promise<Identity>
}

type SubjectName = { readonly type: 'dns' | 'ip'; readonly value: string }

/** A certificate authority that lives for one test file. */
export async function createAuthority(name: string): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 400 * day),
    notAfter: new Date(Date.now() + 400 * day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 2, true)],
  })
  const issue: Authority['issue'] = async (options) => {
    const leaf = await crypto.subtle.generateKey(options.kind === 'RSA' ? rsa : algorithm, true, ['sign', 'verify'])
    const start = Date.now() + (options.startsInDays ?? -30) * day
    const issued = await x509.X509CertificateGenerator.create({
      subject: `CN=${options.name}`,
      issuer: certificate.subject,
      notBefore: new Date(start),
      notAfter: new Date(start + (options.days ?? 90) * day),
      signingAlgorithm: algorithm,
      publicKey: leaf.publicKey,
      signingKey: keys.privateKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.SubjectAlternativeNameExtension([...(options.names ?? [])]),
      ],
    })
    return { cert: issued.toString('pem'), key: await keyPem(leaf.privateKey) }
  }
  return { cert: certificate.toString('pem'), key: await keyPem(keys.privateKey), issue }
}

async function keyPem(key: CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')
}
