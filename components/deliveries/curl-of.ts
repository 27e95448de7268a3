import type { AttemptItem } from '#lib/queries/schemas.ts'
import { sentHeaders } from './sent-headers.ts'

/** The request of an attempt as a shell command; secret values stay masked. */
export function curlOf(attempt: AttemptItem, body: string): string {
  const headers = sentHeaders(attempt).map(({ name, value }) => `-H ${quote(`${name}: ${value}`)}`)
  return [`curl -X ${attempt.method} ${quote(attempt.url)}`, ...headers, `--data-raw ${quote(body)}`].join(' \\\n  ')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
