import { createHash } from 'node:crypto'
import type { Uuid } from '#lib/engine/index.ts'

const LONGEST = 256

/** The key of an event id given over the API: unique in its instance over the retention window. */
export function eventIdKey(eventId: string): string {
  return `e:${bounded(eventId)}`
}

/** The key of a provider's own delivery id: unique per source, so that two providers may use the same id. */
export function providerIdKey(sourceId: Uuid, providerId: string): string {
  return `s:${sourceId}:${bounded(providerId)}`
}

// An index row has a size limit; what a stranger sends must not be able to reach it.
function bounded(text: string): string {
  return text.length <= LONGEST ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`
}
