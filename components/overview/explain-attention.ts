import { explainBacklog } from '#components/consumers/explain-backlog.ts'
import type { StatusKind } from '#components/ui/status-kind.ts'
import { formatCount, formatDay, formatDuration, formatNumber, formatRelative } from '#lib/format.ts'
import type { Attention } from '#lib/queries/overview.ts'

export type Explanation = {
  readonly glyph: StatusKind
  readonly word: string
  readonly sentence: string
  readonly facts: readonly string[]
  readonly action: { readonly label: string; readonly path: string }
}

/** What is the matter with a consumer, in a sentence, with figures and the place to go. */
export function explainAttention(item: Attention): Explanation {
  const waiting = item.waiting > 0 ? [`${formatNumber(item.waiting)} waiting`] : []
  switch (item.kind) {
    case 'failing':
      return {
        glyph: 'failure',
        word: 'Failing',
        sentence: describeFailure(item),
        facts: [...waiting, ...(item.at ? [`first failure ${formatRelative(item.at)}`] : [])],
        action: actionFor(item),
      }
    case 'disabled':
      return {
        glyph: 'disabled',
        word: 'Disabled',
        sentence: `${item.disabledReason ?? 'Posthorn disabled it.'} What it missed can be replayed once it answers again.`,
        facts: [...waiting, ...(item.at ? [`disabled ${formatRelative(item.at)}`] : [])],
        action: { label: 'Send a test', path: 'testing' },
      }
    case 'backlog':
      return {
        glyph: 'backlog',
        word: 'Backlog',
        sentence: Object.values(explainBacklog(item.rate)).join(' '),
        facts: [
          ...waiting,
          ...(item.at ? [`began ${formatRelative(item.at)}`] : []),
          ...(item.rate === null ? [] : [`drains in ${formatDuration(item.waiting / item.rate)}`]),
        ],
        action: {
          label: item.rate === null ? 'See attempts' : 'Edit rate limit',
          path: item.rate === null ? '' : 'edit',
        },
      }
    case 'certificate':
      return {
        glyph: 'warning',
        word: 'Certificate',
        sentence: certificateSentence(item.at),
        facts: waiting,
        action: { label: 'Replace it', path: 'advanced' },
      }
  }
}

function certificateSentence(at: string | null): string {
  if (at === null) return 'Its client certificate ends soon.'
  const left = (Date.parse(at) - Date.now()) / 1000
  if (left <= 0) return `Its client certificate ended on ${formatDay(at)}. Connections with it are refused.`
  return `Its client certificate ends on ${formatDay(at)}, in ${formatCount(Math.ceil(left / 86_400), 'day')}.`
}

const BY_KIND: Readonly<Record<string, string>> = {
  timeout: 'It does not answer in time. It probably works before it answers: return 2xx first, then process.',
  connect_timeout: 'Connections are not accepted in time. A firewall may drop them: allow-list the sending addresses.',
  dns: 'Its host name has no address. Check the spelling and the DNS records.',
  connect_refused: 'It refuses connections. Nothing listens on that port.',
  connect_reset: 'It drops the connection before answering. Look at its log, or at the proxy before it.',
  tls_untrusted: 'Its certificate is not trusted. Serve the whole chain, or give its private CA.',
  tls_expired: 'Its certificate has expired. Ask its owner to renew it; what waits is sent on the next retry.',
  tls_client_cert_rejected: 'It rejects our client certificate. Set the one it expects.',
  blocked_address: 'Its address is private and was not called. Allow the network, or change the URL.',
  redirect: 'It answers with a redirect, which is not followed. Set the final address as the URL.',
  transformation_error: 'Its transformation fails. Correct the code.',
}

const GOES_ON = 'The retries go on.'
const GIVEN_UP = 'Nothing of it is tried again: recover it once that is repaired.'

function describeFailure({ statusCode, errorKind, waiting }: Attention): string {
  const known = errorKind === null ? undefined : BY_KIND[errorKind]
  if (known) return known
  if (statusCode === 401 || statusCode === 403)
    return `It answers ${statusCode}: not allowed. It may want an Authorization header or another signing secret.`
  if (statusCode === 404 || statusCode === 410)
    return `It answers ${statusCode}: nothing at this path. Correct the URL.`
  if (statusCode === 405) return 'It answers 405: no POST at this path. Route POST requests to the handler.'
  if (statusCode === 429) return 'It answers 429: too many requests. Set a rate limit below what it takes.'
  if (statusCode !== null && statusCode >= 500)
    return `It answers ${statusCode}: it fails on its side. ${waiting > 0 ? GOES_ON : GIVEN_UP}`
  if (statusCode !== null && statusCode > 0) return `It answers ${statusCode}. Only 200 to 299 counts as delivered.`
  return `Its last attempts failed. ${waiting > 0 ? GOES_ON : GIVEN_UP}`
}

function actionFor({ statusCode, errorKind }: Attention): Explanation['action'] {
  if (statusCode === 401 || statusCode === 403) return { label: 'Add the header', path: 'advanced' }
  if (errorKind?.startsWith('tls_')) return { label: 'Test connection', path: 'advanced' }
  if (errorKind === 'dns' || errorKind === 'redirect' || statusCode === 404) return { label: 'Edit URL', path: 'edit' }
  return { label: 'See attempts', path: '' }
}
