import type { IncomingMessage } from 'node:http'
import { DomainError } from '#lib/domain/errors.ts'

/** What a request asks for, as path and query. @throws DomainError where nothing here, nor web, could make sense of it */
export function readTarget({ method, url = '/' }: Pick<IncomingMessage, 'method' | 'url'>): string {
  if (method === 'TRACE') throw new DomainError('method_not_allowed', 'TRACE is no method of any address here.')
  const target = url.startsWith('/') ? url : originForm(url)
  if (!target.startsWith('/') || !isDecodable(target))
    throw new DomainError('bad_request', 'The address of this request cannot be read.')
  return target
}

/** RFC 9112 3.2.2: a server takes `http://host/path` for `/path`. */
function originForm(target: string): string {
  const rest = /^https?:\/\/[^/?]*(.*)$/i.exec(target)?.[1]
  if (rest === undefined) return target
  return rest.startsWith('/') ? rest : `/${rest}`
}

function isDecodable(target: string): boolean {
  if (!target.includes('%')) return true
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}
