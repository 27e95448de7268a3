import { ConnectFailure, type ConnectPhase } from './connect-failure.ts'
import type { ErrorKind } from './types.ts'

export interface ErrorContext {
  readonly phase: ConnectPhase
  /** A client certificate was on offer and the connection is a fresh one over TLS. */
  readonly offeredCertificate: boolean
  /** The receiver had shown its own certificate when the handshake ended. */
  readonly sawCertificate: boolean
  readonly timeoutMs: number
}

export interface SendError {
  readonly kind: ErrorKind
  readonly detail: string
}

/** What went wrong with an exchange that got no response headers, as a kind and a sentence. */
export function classifyError(error: unknown, context: ErrorContext): SendError {
  if (error instanceof ConnectFailure) {
    if (error.kind !== null) return { kind: error.kind, detail: error.message }
    return classifyCode(error.cause, { ...context, phase: error.phase })
  }
  return classifyCode(error, context)
}

/** What a time-out means in each phase: the receiver was slow only once it was connected. */
export function classifyTimeout(phase: ConnectPhase, timeoutMs: number): SendError {
  const within = `within ${timeoutMs / 1000} s`
  switch (phase) {
    case 'dns':
      return { kind: 'dns', detail: `The name server did not answer ${within}.` }
    case 'connect':
      return { kind: 'connect_timeout', detail: `No connection could be made ${within}.` }
    case 'tls':
      return { kind: 'connect_timeout', detail: `The TLS handshake was not finished ${within}.` }
    case 'response':
      return { kind: 'timeout', detail: `No complete response headers came ${within}.` }
  }
}

function classifyCode(error: unknown, context: ErrorContext): SendError {
  const { code, message } = readError(error)
  const certificate = certificateFaults[code]
  if (certificate !== undefined) return certificate
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { kind: 'tls_name_mismatch', detail: altNames(message) }
  const alert = rejections[code.replace(/^ERR_SSL_(?:(?:SSLV3|TLSV1|TLSV13)_ALERT_|TLSV1_)/, '')]
  if (code.startsWith('ERR_SSL_') && alert !== undefined) return refusedCertificate(alert, context)
  if (isTls(code)) return { kind: 'tls_handshake', detail: `The TLS handshake failed: ${reasonOf(message)}.` }
  const network = networkFaults[code]
  if (network !== undefined) return network
  if (isReset(code)) return reset(context)
  if (code === 'UND_ERR_INVALID_ARG' || code === 'UND_ERR_NOT_SUPPORTED') {
    return { kind: 'protocol', detail: `The request cannot be written: ${reasonOf(message)}.` }
  }
  return { kind: 'protocol', detail: `The answer is not valid HTTP: ${reasonOf(message)}.` }
}

function reset({ phase, offeredCertificate }: ErrorContext): SendError {
  // Node and some proxies close without a TLS alert when they do not accept the certificate.
  if (offeredCertificate && phase !== 'connect') {
    const detail = 'The connection was closed right after our certificate was presented, without an answer.'
    return { kind: 'tls_client_cert_rejected', detail }
  }
  if (phase === 'tls') return { kind: 'connect_reset', detail: 'The connection was closed during the TLS handshake.' }
  return { kind: 'connect_reset', detail: 'The connection was closed before an answer came.' }
}

function refusedCertificate(reason: string, { offeredCertificate, sawCertificate }: ErrorContext): SendError {
  if (offeredCertificate && reason !== missing) {
    return { kind: 'tls_client_cert_rejected', detail: `The receiver refused our certificate: ${reason}.` }
  }
  if (reason === missing || sawCertificate) return certificateWanted
  return { kind: 'tls_handshake', detail: `The receiver ended the TLS handshake: ${reason}.` }
}

const missing = 'none was presented'

/** What a receiver with mutual TLS means when the consumer has no certificate. */
export const certificateWanted: SendError = {
  kind: 'tls_client_cert_rejected',
  detail: 'The receiver asks for a client certificate, and none was presented.',
}

/** TLS alerts (RFC 8446, 6.2) by the name OpenSSL gives them. */
const rejections: Readonly<Record<string, string>> = {
  CERTIFICATE_REQUIRED: missing,
  BAD_CERTIFICATE: 'bad certificate',
  UNSUPPORTED_CERTIFICATE: 'unsupported certificate',
  CERTIFICATE_REVOKED: 'it is revoked',
  CERTIFICATE_EXPIRED: 'it has expired',
  CERTIFICATE_UNKNOWN: 'it is not acceptable',
  UNKNOWN_CA: 'its issuer is unknown',
  ACCESS_DENIED: 'access denied',
  HANDSHAKE_FAILURE: 'handshake failure',
  DECRYPT_ERROR: 'its signature could not be checked',
}

const untrusted = (why: string): SendError => ({
  kind: 'tls_untrusted',
  detail: `The receiver's certificate is not trusted: ${why}.`,
})

const unknownIssuer = untrusted('its issuer is unknown, or the chain it sent is incomplete')

const certificateFaults: Readonly<Record<string, SendError>> = {
  CERT_HAS_EXPIRED: { kind: 'tls_expired', detail: "The receiver's certificate has expired." },
  CERT_NOT_YET_VALID: { kind: 'tls_expired', detail: "The receiver's certificate is not valid yet." },
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted('it is self-signed'),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted('its root is not a known authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT: unknownIssuer,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownIssuer,
  CERT_SIGNATURE_FAILURE: untrusted('its signature is wrong'),
  CERT_UNTRUSTED: untrusted('it is marked as not trusted'),
  CERT_REJECTED: untrusted('it is marked as rejected'),
  CERT_REVOKED: untrusted('it is revoked'),
  CERT_CHAIN_TOO_LONG: untrusted('its chain is too long'),
  INVALID_CA: untrusted('an issuer in its chain is not an authority'),
  INVALID_PURPOSE: untrusted('it was not issued for servers'),
  PATH_LENGTH_EXCEEDED: untrusted('its chain is longer than its issuer allows'),
}

const unreachable: SendError = { kind: 'connect_refused', detail: 'The address cannot be reached from here.' }

const networkFaults: Readonly<Record<string, SendError>> = {
  ECONNREFUSED: { kind: 'connect_refused', detail: 'The connection was refused: nothing listens on that port.' },
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  EACCES: unreachable,
  EPERM: unreachable,
  ETIMEDOUT: { kind: 'connect_timeout', detail: 'The address did not answer.' },
  UND_ERR_HEADERS_OVERFLOW: { kind: 'protocol', detail: 'The response headers are larger than 16 KiB.' },
}

function isTls(code: string): boolean {
  return code === 'EPROTO' || code.startsWith('ERR_SSL_') || code.startsWith('ERR_TLS_') || code.startsWith('ERR_OSSL_')
}

function isReset(code: string): boolean {
  return ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code)
}

function altNames(message: string): string {
  const found = /altnames: (.*)$/.exec(message)?.[1] ?? message
  return `The receiver's certificate is for another name: ${found.replace(/\.$/, '')}.`
}

/** OpenSSL and llhttp put the readable part last: `…:ssl/record/…:wrong version number:…`, `… (Invalid header)`. */
function reasonOf(message: string): string {
  const openssl = /error:[^:]*:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1]
  return (openssl ?? message).trim().replace(/\.$/, '').slice(0, 300)
}

function readError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const first = error instanceof AggregateError ? error.errors[0] : undefined
  return code === '' && first !== undefined ? readError(first) : { code, message: error.message || code }
}
