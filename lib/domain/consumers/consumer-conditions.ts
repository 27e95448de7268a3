import { parseId } from '../ids.ts'
import { CERTIFICATE_WARNING_MS } from '../tls/certificate-warning.ts'
import type { ConsumerFilter } from './schemas.ts'

/** As the list calls a consumer: the most urgent state has the word. */
const STATES = {
  enabled: { disabled: false, paused: false },
  disabled: { disabled: true },
  paused: { paused: true },
  failing: { failingSince: { not: null }, disabled: false, paused: false },
  backlog: { behindSince: { not: null }, failingSince: null, disabled: false, paused: false },
  slow: { slowSince: { not: null }, behindSince: null, failingSince: null, disabled: false, paused: false },
} as const

/** A filter in Prisma's words. */
export function consumerConditions({ search, state, eventType, tag }: ConsumerFilter) {
  const id = parseId('consumer', search ?? '')
  return [
    search ? { OR: [{ searchText: { contains: search.toLowerCase() } }, ...(id === null ? [] : [{ id }])] } : {},
    state === 'expiring'
      ? { tlsExpiresAt: { lt: new Date(Date.now() + CERTIFICATE_WARNING_MS) } }
      : state
        ? STATES[state]
        : {},
    eventType ? { OR: [{ eventTypes: { has: eventType } }, { eventTypes: { isEmpty: true } }] } : {},
    tag ? { tags: { has: tag } } : {},
  ]
}
