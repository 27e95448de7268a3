'use client'
import { parseAsString, useQueryStates } from 'nuqs'

const parsers = {
  search: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
  eventType: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
}

/** The list's filters, kept in the address. */
export function useConsumerFilters() {
  const [filters, setFilters] = useQueryStates(parsers, { throttleMs: 200 })
  const active = [
    filters.search && `Search: ${filters.search}`,
    filters.state && `State: ${filters.state}`,
    filters.eventType && `Event type: ${filters.eventType}`,
    filters.tag && `Tag: ${filters.tag}`,
  ].filter((text) => text !== '')
  return { filters, setFilters, active, clear: () => setFilters(null) }
}
