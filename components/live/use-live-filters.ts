'use client'
import { parseAsArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { LIVE_KINDS, type LiveEvent } from '#lib/queries/live.ts'

const parsers = {
  /** The kinds that are shown; all without it. */
  kinds: parseAsArrayOf(parseAsStringLiteral(LIVE_KINDS)).withDefault([...LIVE_KINDS]),
  eventType: parseAsString.withDefault(''),
  party: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
}

/** The filters of the live page, kept in the address. */
export function useLiveFilters() {
  const [filters, setFilters] = useQueryStates(parsers)
  const { kinds, eventType, party, tag } = filters
  const passes = (event: LiveEvent) =>
    kinds.includes(event.kind) &&
    (eventType === '' || event.eventType === eventType) &&
    (party === '' || event.party.id === party) &&
    (tag === '' || event.tags.includes(tag))
  const active = [
    kinds.length < LIVE_KINDS.length && `Kind: ${kinds.join(', ') || 'none'}`,
    eventType && `Event type: ${eventType}`,
    party && 'Consumer or source',
    tag && `Tag: ${tag}`,
  ].filter((text) => typeof text === 'string' && text !== '')
  return { filters, setFilters, passes, active: active.map(String), clear: () => setFilters(null) }
}
