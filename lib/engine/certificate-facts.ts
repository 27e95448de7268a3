import { X509Certificate } from 'node:crypto'

/** What people look at in a certificate. */
export interface CertificateFacts {
  /** `CN=posthorn, O=Example`. */
  readonly subject: string
  readonly issuer: string
  /** Hexadecimal, upper case. */
  readonly serial: string
  /** SHA-256 over the DER, pairs with colons. */
  readonly fingerprint: string
  /** `DNS:receiver.test`, `IP Address:10.0.0.1`. */
  readonly names: readonly string[]
  /** Epoch ms. */
  readonly validFrom: number
  /** Epoch ms. */
  readonly validTo: number
}

/** What a person compares of a certificate. */
export function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    subject: onOneLine(certificate.subject),
    issuer: onOneLine(certificate.issuer),
    serial: certificate.serialNumber,
    fingerprint: certificate.fingerprint256,
    names: certificate.subjectAltName === undefined ? [] : certificate.subjectAltName.split(', '),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
  }
}

/** Facts of the first certificate of a PEM text, or null when it cannot be read. */
export function readCertificateFacts(pem: string): CertificateFacts | null {
  try {
    return certificateFacts(new X509Certificate(pem))
  } catch {
    return null
  }
}

/** Undefined when a certificate has no subject: one with alternative names only is allowed (RFC 5280, 4.1.2.6). */
function onOneLine(name: string | undefined): string {
  return name === undefined ? '' : name.split('\n').join(', ')
}
