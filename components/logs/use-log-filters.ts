'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { formatExact } from '#lib/format.ts'
import { type LogFilters, NO_LOG_FILTERS } from '#lib/queries/logged-messages.ts'

const text = parseAsString.withDefault('')
const parsers = {
  text,
  id: text,
  eventType: text,
  status: text,
  code: text,
  error: text,
  company: text,
  tag: text,
  label: text,
  consumer: text,
  source: text,
  since: text,
  from: text,
  to: text,
  view: text,
} satisfies Record<keyof typeof NO_LOG_FILTERS, typeof text>

export type FilterChange = { readonly [K in keyof LogFilters]?: string | null }

export const TIME_RANGES = [
  { value: '1', label: 'last hour' },
  { value: '6', label: 'last 6 h' },
  { value: '24', label: 'last 24 h' },
  { value: '168', label: 'last 7 days' },
]

const WORDS: Readonly<Record<keyof LogFilters, string>> = {
  text: 'Text',
  id: 'Id',
  eventType: 'Event type',
  status: 'Status',
  code: 'Answer',
  error: 'Error',
  company: 'Company',
  tag: 'Tag',
  label: 'Label',
  consumer: 'Consumer',
  source: 'Source',
  since: 'Time',
  from: 'From',
  to: 'To',
  view: 'View',
}

/** The filters of the log, kept in the address. */
export function useLogFilters() {
  const [filters, setFilters] = useQueryStates(parsers, { throttleMs: 200 })
  return { filters, setFilters, active: describe(filters) }
}

/** How the filters that are on read: "Status: failure". */
function describe(filters: LogFilters): string[] {
  const names = Object.keys(NO_LOG_FILTERS).filter((name): name is keyof LogFilters => name in filters)
  return names.filter((name) => filters[name] !== '').map((name) => `${WORDS[name]}: ${valueText(name, filters[name])}`)
}

function valueText(name: keyof LogFilters, value: string): string {
  if (name === 'since') return timeLabel(value)
  if (name === 'code') return `${value}xx`
  return name === 'from' || name === 'to' ? `${formatExact(value)} UTC` : value
}

/** `last 24 h` for hours back from now. */
export function timeLabel(hours: string): string {
  return TIME_RANGES.find(({ value }) => value === hours)?.label ?? `last ${hours} h`
}
