import { env } from '#lib/env.ts'
import { fieldError } from '../errors.ts'

/** What can be said of a URL before it is resolved. The address itself is checked at every attempt. */
export function checkConsumerUrl(url: string, field = 'url'): void {
  if (env().POSTHORN_HTTPS_ONLY && !url.startsWith('https:'))
    throw fieldError(field, 'must be https: this installation sends over TLS only (POSTHORN_HTTPS_ONLY)')
}
