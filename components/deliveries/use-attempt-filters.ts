'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import type { Option } from '#components/ui/option.ts'

export const ATTEMPT_STATUSES: readonly Option[] = [
  { value: '0', label: 'Delivered' },
  { value: '2', label: 'Failed' },
  { value: '4', label: 'Cancelled' },
]

export const CODE_CLASSES: readonly Option[] = [
  { value: '200', label: '2xx' },
  { value: '300', label: '3xx' },
  { value: '400', label: '4xx' },
  { value: '500', label: '5xx' },
  { value: '0', label: 'no answer' },
]

export const ATTEMPT_AGES: readonly Option[] = [
  { value: '1', label: 'last hour' },
  { value: '6', label: 'last 6 h' },
  { value: '24', label: 'last 24 h' },
  { value: '168', label: 'last 7 d' },
]

const parsers = {
  status: parseAsString.withDefault(''),
  eventType: parseAsString.withDefault(''),
  codes: parseAsString.withDefault(''),
  since: parseAsString.withDefault(''),
}

/** Filters of the attempts of a consumer, kept in the address. */
export function useAttemptFilters() {
  const [filters, setFilters] = useQueryStates(parsers)
  const active = [
    filters.status && `Status: ${nameOf(ATTEMPT_STATUSES, filters.status)}`,
    filters.eventType && `Type: ${filters.eventType}`,
    filters.codes && `Answer: ${nameOf(CODE_CLASSES, filters.codes)}`,
    filters.since && `Time: ${nameOf(ATTEMPT_AGES, filters.since)}`,
  ].filter((text) => text !== '')
  return { filters, setFilters, active, clear: () => setFilters(null) }
}

function nameOf(options: readonly Option[], value: string): string {
  return options.find((option) => option.value === value)?.label ?? value
}
