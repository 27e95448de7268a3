import type { AttemptItem } from '#lib/queries/schemas.ts'

export type AttemptDiagnosis = { readonly title: string; readonly advice: string; readonly isAboutHeader?: boolean }

type Explain = (attempt: AttemptItem) => AttemptDiagnosis

const BY_KIND: Readonly<Record<string, Explain>> = {
  timeout: () => ({
    title: 'No complete answer in time.',
    advice: 'The receiver probably works before it answers. Return 2xx first, then process.',
  }),
  connect_timeout: () => ({
    title: 'The connection was not accepted in time.',
    advice: 'A firewall may drop it: allow-list the addresses that Posthorn sends from.',
  }),
  dns: (attempt) => ({
    title: `${hostOf(attempt)} has no address.`,
    advice: 'Check the spelling of the host name and its DNS records.',
  }),
  connect_refused: (attempt) => ({
    title: `${hostOf(attempt)} refused the connection.`,
    advice: 'Start the receiver, or correct the host and port in the URL.',
  }),
  connect_reset: () => ({
    title: 'The receiver dropped the connection.',
    advice: 'The receiver or a proxy before it did that. Look at its log for this time.',
  }),
  tls_untrusted: () => ({
    title: 'The certificate of the receiver is not trusted.',
    advice:
      'It may be self-signed or lack its intermediate. Serve the full chain, or give its private CA on the Advanced tab.',
  }),
  tls_expired: () => ({
    title: 'The certificate of the receiver has expired.',
    advice: 'Ask its owner to renew it; what waits is sent on the next retry.',
  }),
  tls_name_mismatch: (attempt) => ({
    title: `The certificate of the receiver is not for ${hostOf(attempt)}.`,
    advice: 'Correct the host name in the URL, or the certificate.',
  }),
  tls_client_cert_rejected: () => ({
    title: 'The receiver rejected our client certificate.',
    advice: 'Set the certificate it expects on the Advanced tab, and check that it has not expired.',
  }),
  tls_handshake: () => ({ title: 'The TLS handshake failed.', advice: 'Check that the port speaks TLS 1.2 or newer.' }),
  blocked_address: () => ({
    title: 'The address is private and was not called.',
    advice: 'Posthorn sends to public addresses only. Allow the network with POSTHORN_ALLOWED_SUBNETS if it is yours.',
  }),
  https_required: () => ({ title: 'Only https is allowed here.', advice: 'Change the URL of the consumer to https.' }),
  redirect: (attempt) => ({
    title: `It answered ${attempt.statusCode}, a redirect.`,
    advice: `Redirects are not followed. Set the final address${locationOf(attempt)} as the URL.`,
  }),
  protocol: () => ({
    title: 'The answer was not valid HTTP.',
    advice: 'Check that the port speaks HTTP and not something else.',
  }),
  transformation_error: () => ({
    title: 'The transformation failed.',
    advice: 'Correct its code on the Advanced tab; the next retry uses the new version.',
  }),
  expunged: () => ({ title: 'The body was expunged before it could be sent.', advice: 'It cannot be sent any more.' }),
  loop: () => ({
    title: 'The event came round in a circle.',
    advice: 'It passed through this installation three times. Point the consumer elsewhere.',
  }),
}

/** What the sender met, told by it in a sentence that is more exact than the title here. */
const TOLD = /^(timeout|dns|connect_|tls_|protocol)/

/** Why a failed attempt failed and what to do next; null for one that did not fail. */
export function diagnoseAttempt(attempt: AttemptItem): AttemptDiagnosis | null {
  if (attempt.outcome !== 'failed' && attempt.outcome !== 'exhausted') return null
  const { errorKind, errorDetail } = attempt
  const explain = errorKind === null ? undefined : BY_KIND[errorKind]
  const known = explain?.(attempt) ?? byCode(attempt)
  if (errorKind === null || !explain || !errorDetail) return known
  const detail = `${errorDetail.replace(/\.$/, '')}.`
  return TOLD.test(errorKind) ? { ...known, title: detail } : { ...known, advice: `${detail} ${known.advice}` }
}

function byCode(attempt: AttemptItem): AttemptDiagnosis {
  const code = attempt.statusCode ?? 0
  const challenge = header(attempt, 'www-authenticate')
  if (code === 401 && challenge)
    return {
      title: `The receiver wants ${challenge.split(' ')[0]} credentials and got none it accepts.`,
      advice: 'Add the Authorization header it asks for on the Advanced tab; the next attempt then carries it.',
      isAboutHeader: true,
    }
  if (code === 401 || code === 403)
    return {
      title: `It answered ${code}: not allowed.`,
      advice: 'It may want an Authorization header, verify the signature with another secret, or allow-list addresses.',
      isAboutHeader: true,
    }
  if (code === 404 || code === 410)
    return {
      title: `It answered ${code}: nothing at this path.`,
      advice: 'Correct the path in the URL, or deploy the receiver.',
    }
  if (code === 405)
    return { title: 'It answered 405: no POST at this path.', advice: 'Route POST requests to the handler.' }
  if (code === 413)
    return { title: 'It answered 413: the body is too large.', advice: 'Raise the limit of the receiver or its proxy.' }
  if (code === 429)
    return {
      title: 'It answered 429: too many requests.',
      advice: 'Set a rate limit below what it takes; Retry-After is honoured.',
    }
  if (code >= 500)
    return {
      title: `It answered ${code}: it failed on its side.`,
      advice: `Look at its log for this time and message id; ${whatNext(attempt)}`,
    }
  if (code > 0) return { title: `It answered ${code}.`, advice: 'Only 200 to 299 counts as delivered.' }
  return { title: 'Nothing came back.', advice: `The connection ended before an answer; ${whatNext(attempt)}` }
}

function whatNext({ outcome }: AttemptItem): string {
  return outcome === 'exhausted'
    ? 'this was the last attempt, so recover it once that is repaired.'
    : 'the retries go on.'
}

function header(attempt: AttemptItem, name: string): string | undefined {
  return attempt.responseHeaders.find((entry) => entry.name.toLowerCase() === name)?.value
}

function hostOf(attempt: AttemptItem): string {
  return URL.parse(attempt.url)?.host ?? 'The receiver'
}

function locationOf(attempt: AttemptItem): string {
  const location = header(attempt, 'location')
  return location === undefined ? '' : ` (${location})`
}
