const WORDS: Readonly<Record<string, string>> = {
  timeout: 'no answer in time',
  dns: 'host has no address',
  connect_refused: 'connection refused',
  connect_reset: 'connection dropped',
  connect_timeout: 'no connection in time',
  tls_untrusted: 'certificate not trusted',
  tls_expired: 'certificate expired',
  tls_name_mismatch: 'certificate of another host',
  tls_client_cert_rejected: 'our certificate rejected',
  tls_handshake: 'TLS handshake failed',
  blocked_address: 'private address',
  https_required: 'https required',
  redirect: 'redirect',
  http_4xx: 'answers 4xx',
  http_5xx: 'answers 5xx',
  http_other: 'answers neither 2xx nor an error',
  protocol: 'not valid HTTP',
  transformation_error: 'transformation failed',
  expunged: 'body expunged',
  skipped_disabled: 'skipped while disabled',
  loop: 'went in a circle',
}

/** A kind of error in two or three words, for a line that has no room for a sentence. */
export function failureWords(errorKind: string): string {
  return WORDS[errorKind] ?? errorKind.replaceAll('_', ' ')
}
