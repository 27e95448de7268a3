import type { SignedRequest } from './verification.ts'

/** Reads a value by a source's path: `body:a.b.c` or `header:x-name`; of several, joined by commas, the first found. */
export function readPath(paths: string, body: unknown, request: Pick<SignedRequest, 'header'>): string | null {
  for (const path of paths.split(',')) {
    const at = path.indexOf(':')
    const kind = path.slice(0, at).trimStart()
    const where = path.slice(at + 1).trimEnd()
    const found =
      kind === 'header' ? request.header(where.toLowerCase()) : kind === 'body' ? readMember(body, where) : null
    if (found !== null && found !== '') return found
  }
  return null
}

function readMember(body: unknown, path: string): string | null {
  let at: unknown = body
  for (const name of path.split('.')) {
    // Own members only: `constructor` and its like are nobody's event type.
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return null
    at = Object.getOwnPropertyDescriptor(at, name)?.value
  }
  return typeof at === 'string' ? at : typeof at === 'number' ? String(at) : null
}
