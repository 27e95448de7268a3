import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { type Resolve, type ResolvedAddress, resolveName } from './resolve-name.ts'

/** Why an address is refused. `network` names what it belongs to, for the message. */
export type AddressVerdict = { readonly allowed: true } | { readonly allowed: false; readonly network: string }

export type GuardedName =
  /** Connect to these and to nothing else: they are the checked ones. Never empty. */
  | { readonly kind: 'allowed'; readonly addresses: readonly ResolvedAddress[] }
  | { readonly kind: 'blocked'; readonly address: string; readonly network: string }
  | { readonly kind: 'unresolved'; readonly reason: string }

/** Decides where requests may go. The address it yields is the one to connect to, so that DNS cannot change its mind. */
export interface AddressGuard {
  /** An IPv4 or IPv6 literal, without brackets. */
  check(address: string): AddressVerdict
  /** A name or literal as in `URL.hostname`; answers are remembered for `cacheMs`. */
  resolve(hostname: string): Promise<GuardedName>
}

export interface AddressGuardOptions {
  /** CIDR subnets or single addresses that are allowed although they are private. */
  readonly allowedSubnets?: readonly string[]
  readonly resolve?: Resolve
  /** How long an answer is used for new connections, in ms; at most 30 s, 10 s by default. */
  readonly cacheMs?: number
  /** Monotonic ms. */
  readonly now?: () => number
}

type Address = ipaddr.IPv4 | ipaddr.IPv6
type Subnet = readonly [Address, number]

/** Names kept at once; the oldest goes first. */
const cacheSize = 10_000

/** Services with credentials that answer on an otherwise public address: Azure's platform channel. */
const publicMetadata: ReadonlySet<string> = new Set(['168.63.129.16'])

const metadata: ReadonlySet<string> = new Set(['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254'])

/** @throws RangeError for a subnet that cannot be read */
export function createAddressGuard(options: AddressGuardOptions = {}): AddressGuard {
  const subnets = (options.allowedSubnets ?? []).map(parseSubnet)
  const lookUp = options.resolve ?? resolveName
  const now = options.now ?? (() => performance.now())
  const cacheMs = Math.min(options.cacheMs ?? 10_000, 30_000)
  const cache = new Map<string, { readonly answer: Promise<GuardedName>; until: number }>()
  const check = (address: string) => checkAddress(address, subnets)

  async function ask(name: string): Promise<GuardedName> {
    const found = await lookUp(name)
    if (found.kind === 'unresolved') return found
    return selectAllowed(name, found.addresses, check)
  }

  function resolve(hostname: string): Promise<GuardedName> {
    const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
    const family = isIP(host)
    if (family === 4 || family === 6) {
      return Promise.resolve(selectAllowed(host, [{ address: host, family }], check))
    }
    const known = cache.get(host)
    if (known !== undefined && known.until > now()) return known.answer
    const entry = { answer: ask(host), until: Number.POSITIVE_INFINITY }
    cache.delete(host)
    cache.set(host, entry)
    const oldest = cache.size > cacheSize ? cache.keys().next().value : undefined
    if (oldest !== undefined) cache.delete(oldest)
    return entry.answer.then((answer) => {
      // Only success is worth remembering: a name that failed is asked again by the next attempt.
      entry.until = answer.kind === 'allowed' ? now() + cacheMs : 0
      return answer
    })
  }

  return { check, resolve }
}

/** Keeps the allowed ones of a mixed answer: nothing else is ever connected to. */
function selectAllowed(
  name: string,
  addresses: readonly ResolvedAddress[],
  check: (address: string) => AddressVerdict,
): GuardedName {
  const allowed: ResolvedAddress[] = []
  let refused: { address: string; network: string } | undefined
  for (const candidate of addresses) {
    const verdict = check(candidate.address)
    if (verdict.allowed) allowed.push(candidate)
    else refused ??= { address: candidate.address, network: verdict.network }
  }
  if (allowed.length > 0) return { kind: 'allowed', addresses: allowed }
  if (refused !== undefined) return { kind: 'blocked', ...refused }
  return { kind: 'unresolved', reason: `${name} has no address` }
}

function checkAddress(text: string, subnets: readonly Subnet[]): AddressVerdict {
  if (!ipaddr.isValid(text)) return { allowed: false, network: 'not an address' }
  const address = ipaddr.parse(text)
  const inner = address instanceof ipaddr.IPv6 ? embedded(address) : null
  if (isWithin(address, subnets) || (inner !== null && isWithin(inner, subnets))) return { allowed: true }
  const network = address instanceof ipaddr.IPv4 ? networkOf4(address) : networkOf6(address, inner)
  return network === null ? { allowed: true } : { allowed: false, network }
}

function isWithin(address: Address, subnets: readonly Subnet[]): boolean {
  return subnets.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
}

/** Null for a public address. */
function networkOf4(address: ipaddr.IPv4): string | null {
  const text = address.toString()
  if (metadata.has(text) || publicMetadata.has(text)) return 'cloud metadata'
  const range = address.range()
  return range === 'unicast' ? null : (words[range] ?? range)
}

/** Null for a public address. Only 2000::/3 is routed; forms that carry an IPv4 address are judged by it. */
function networkOf6(address: ipaddr.IPv6, inner: ipaddr.IPv4 | null): string | null {
  if (metadata.has(address.toRFC5952String())) return 'cloud metadata'
  if (inner !== null) return networkOf4(inner)
  const range = address.range()
  if (range !== 'unicast') return words[range] ?? range
  return ((address.parts[0] ?? 0) & 0xe000) === 0x2000 ? null : 'reserved'
}

/**
 * The IPv4 address that an IPv6 one leads to: mapped, compatible and translated forms, NAT64 (RFC 6052),
 * 6to4 (RFC 3056) and ISATAP (RFC 5214). Teredo is refused whole, as is the local-use NAT64 prefix.
 */
function embedded(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const parts = address.parts
  const at = (index: number) => ipv4(parts[index] ?? 0, parts[index + 1] ?? 0)
  const starts = (...head: number[]) => head.every((part, index) => parts[index] === part)
  const last = at(6)
  if (starts(0, 0, 0, 0, 0, 0xffff) || starts(0, 0, 0, 0, 0xffff, 0) || starts(0x64, 0xff9b, 0, 0, 0, 0)) return last
  if (starts(0, 0, 0, 0, 0, 0)) return (parts[6] ?? 0) === 0 ? null : last
  if (starts(0x2002)) return at(1)
  const isatap = ((parts[4] ?? 0) & ~0x200) === 0 && parts[5] === 0x5efe
  return isatap ? last : null
}

function ipv4(high: number, low: number): ipaddr.IPv4 {
  return new ipaddr.IPv4([high >> 8, high & 255, low >> 8, low & 255])
}

function parseSubnet(text: string): Subnet {
  try {
    if (text.includes('/')) return ipaddr.parseCIDR(text)
    const address = ipaddr.parse(text)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  } catch {
    throw new RangeError(`“${text}” is not a subnet such as 10.0.0.0/8 or fd00::/8`)
  }
}

const words: Readonly<Record<string, string>> = {
  private: 'private network',
  uniqueLocal: 'private network',
  linkLocal: 'link-local network',
  deprecatedSiteLocal: 'site-local network',
  carrierGradeNat: 'carrier-grade NAT',
  unspecified: 'unspecified address',
  rfc6052: 'NAT64 network',
  teredo: 'Teredo tunnel',
}
