'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { readSort, type Sort, writeSort } from '#components/data-table/data-column.ts'

const parsers = {
  search: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
  eventType: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
  sort: parseAsString.withDefault(''),
}

const NO_FILTERS = { search: null, state: null, eventType: null, tag: null }

/** The list's filters and order, kept in the address. */
export function useConsumerFilters() {
  const [filters, setFilters] = useQueryStates(parsers, { throttleMs: 200 })
  const active = [
    filters.search && `Search: ${filters.search}`,
    filters.state && `State: ${filters.state}`,
    filters.eventType && `Event type: ${filters.eventType}`,
    filters.tag && `Tag: ${filters.tag}`,
  ].filter((text) => text !== '')
  const { sort } = filters
  return {
    filters,
    setFilters,
    active,
    clear: () => setFilters(NO_FILTERS),
    sort: sort === '' ? null : readSort(sort),
    setSort: (next: Sort | null) => setFilters({ sort: next && writeSort(next) }),
  }
}
