import { lookup, Resolver } from 'node:dns/promises'

export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

export type Resolution =
  | { readonly kind: 'addresses'; readonly addresses: readonly ResolvedAddress[] }
  | { readonly kind: 'unresolved'; readonly reason: string }

/** Looks a host name up; never rejects. */
export type Resolve = (hostname: string) => Promise<Resolution>

const resolver = new Resolver({ timeout: 3000, tries: 2 })

/**
 * Asks DNS without the thread pool first: `getaddrinfo` blocks one of four threads, so that a few dead name servers
 * would stall every other consumer. What DNS does not know (hosts file, search domains, mDNS) goes to the system.
 */
export async function resolveName(hostname: string): Promise<Resolution> {
  if (!isLocalName(hostname)) {
    const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
    // IPv4 first: receivers allow-list the IPv4 addresses of a sender far more often.
    const addresses = [...found(four, 4), ...found(six, 6)]
    if (addresses.length > 0) return { kind: 'addresses', addresses }
    const failed = [four, six].find((part) => part.status === 'rejected' && !isUnknown(part.reason))
    if (failed?.status === 'rejected') return { kind: 'unresolved', reason: explain(hostname, failed.reason) }
  }
  return askSystem(hostname)
}

async function askSystem(hostname: string): Promise<Resolution> {
  try {
    const answers = await lookup(hostname, { all: true })
    const addresses = answers.map(({ address, family }): ResolvedAddress => ({ address, family: family === 6 ? 6 : 4 }))
    return { kind: 'addresses', addresses }
  } catch (error) {
    return { kind: 'unresolved', reason: explain(hostname, error) }
  }
}

function isLocalName(hostname: string): boolean {
  const name = hostname.endsWith('.') ? hostname.slice(0, -1) : hostname
  return !name.includes('.') || name.endsWith('.localhost') || name.endsWith('.local')
}

function found(answer: PromiseSettledResult<string[]>, family: 4 | 6): ResolvedAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function isUnknown(error: unknown): boolean {
  return ['ENOTFOUND', 'ENODATA', 'ECONNREFUSED'].includes(codeOf(error))
}

function explain(hostname: string, error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOTFOUND' || code === 'ENODATA') return `${hostname} is not known to DNS`
  if (code === 'ETIMEOUT' || code === 'EAI_AGAIN') return `the name server did not answer for ${hostname}`
  return `${hostname} could not be looked up${code === '' ? '' : ` (${code})`}`
}
