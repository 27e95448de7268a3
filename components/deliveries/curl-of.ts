import type { AttemptItem } from '#lib/queries/schemas.ts'

/** The request of an attempt as a shell command; secret values stay masked. */
export function curlOf(attempt: AttemptItem, body: string): string {
  const headers = attempt.requestHeaders.map(({ name, value }) => `-H ${quote(`${name}: ${value}`)}`)
  return [`curl -X ${attempt.method ?? 'POST'} ${quote(attempt.url)}`, ...headers, `--data-raw ${quote(body)}`].join(
    ' \\\n  ',
  )
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
