import { publicOrigin } from '#lib/public-origin.ts'

/**
 * True when a request that a cookie authorises came from our own pages. Browsers always send `Sec-Fetch-Site` or
 * `Origin` with a POST; a request with neither is not from a page and is refused.
 */
export function isSameOrigin(headers: { get(name: string): string | null }): boolean {
  const site = headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin'
  const origin = headers.get('origin')
  if (origin === null) return false
  return origin === publicOrigin() || URL.parse(origin)?.host === headers.get('host')
}
