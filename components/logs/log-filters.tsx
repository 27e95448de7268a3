'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { DELIVERY_STATUSES } from '#components/deliveries/delivery-counts.tsx'
import { failureWords } from '#components/deliveries/failure-words.ts'
import { Toolbar } from '#components/layout/page.tsx'
import { Button } from '#components/ui/button.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { companyQueries, tagTexts } from '#lib/queries/companies.ts'
import { consumerQueries, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import type { LogFilters } from '#lib/queries/logged-messages.ts'
import { TimeFilter } from './time-filter.tsx'
import { TypedFilter } from './typed-filter.tsx'
import type { FilterChange } from './use-log-filters.ts'

type LogFiltersProps = { instanceId: string; filters: LogFilters; onChange: (change: FilterChange) => void }

const STATUS_OPTIONS = DELIVERY_STATUSES.map(({ status, kind, word }) => ({
  value: status,
  label: word,
  icon: <StatusGlyph kind={kind} />,
}))

/** Everything that the log is filtered by; what is needed rarely stays folded until it is set. */
export function LogFilterBar({ instanceId, filters, onChange }: LogFiltersProps) {
  const isRareSet = [filters.code, filters.error, filters.label, filters.id, filters.source].some((one) => one !== '')
  const [isOpen, setOpen] = useState(isRareSet)
  const types = useQuery(eventTypeQueries.all(instanceId))
  return (
    <Toolbar>
      <SearchField
        label="Text in the body, or a message id"
        hasShortcut
        className="w-72 max-sm:w-full"
        value={filters.text}
        onChange={(text) => onChange({ text })}
      />
      <Filter
        label="Event type"
        options={(types.data ?? []).map(({ name }) => ({ value: name, label: name, mono: true }))}
        value={list(filters.eventType)}
        onChange={(names) => onChange({ eventType: names.join(',') || null })}
      />
      <Filter
        label="Status"
        options={STATUS_OPTIONS}
        value={list(filters.status)}
        onChange={(names) => onChange({ status: names.join(',') || null })}
      />
      <CompanyFilter instanceId={instanceId} filters={filters} onChange={onChange} />
      <TagFilter instanceId={instanceId} filters={filters} onChange={onChange} />
      <ConsumerFilter instanceId={instanceId} filters={filters} onChange={onChange} />
      <TimeFilter filters={filters} onChange={onChange} />
      {isOpen || isRareSet ? (
        <RareFilters instanceId={instanceId} filters={filters} onChange={onChange} />
      ) : (
        <Button variant="quiet" onPress={() => setOpen(true)}>
          More filters
        </Button>
      )}
    </Toolbar>
  )
}

const CODES = [2, 3, 4, 5].map((digit) => ({ value: String(digit), label: `${digit}00–${digit}99` }))
const ERRORS = [
  ...['timeout', 'dns', 'connect_refused', 'connect_reset', 'connect_timeout', 'tls_untrusted', 'tls_expired'],
  ...['tls_name_mismatch', 'tls_client_cert_rejected', 'tls_handshake', 'blocked_address', 'https_required'],
  ...['redirect', 'http_4xx', 'http_5xx', 'protocol', 'transformation_error', 'expunged', 'loop'],
].map((kind) => ({ value: kind, label: failureWords(kind) }))

function RareFilters({ filters, onChange }: LogFiltersProps) {
  return (
    <>
      <Filter
        label="Answer"
        isSingle
        options={CODES}
        value={list(filters.code)}
        onChange={([code]) => onChange({ code: code ?? null })}
      />
      <Filter
        label="Error"
        isSingle
        options={ERRORS}
        value={list(filters.error)}
        onChange={([error]) => onChange({ error: error ?? null })}
      />
      <TypedFilter label="Label" value={filters.label} onChange={(label) => onChange({ label })} />
      <TypedFilter label="Event id" value={filters.id} onChange={(id) => onChange({ id })} />
      {filters.source !== '' && (
        <TypedFilter label="Source" value={filters.source} onChange={(source) => onChange({ source })} />
      )}
    </>
  )
}

function CompanyFilter({ instanceId, filters, onChange }: LogFiltersProps) {
  const [search, setSearch] = useState('')
  const found = useInfiniteQuery(companyQueries.list(instanceId, { search: useDeferredValue(search), tag: '' }))
  const suggestions = (found.data?.pages[0]?.data ?? []).map((company) => ({
    value: company.externalId,
    label: company.name || company.externalId,
  }))
  return (
    <TypedFilter
      label="Company"
      value={filters.company}
      onChange={(company) => onChange({ company })}
      suggestions={suggestions}
      onSearch={setSearch}
    />
  )
}

function TagFilter({ instanceId, filters, onChange }: LogFiltersProps) {
  const found = useInfiniteQuery(companyQueries.list(instanceId, { search: '', tag: '' }))
  const tags = new Set((found.data?.pages[0]?.data ?? []).flatMap(({ tags }) => tagTexts(tags)))
  return (
    <TypedFilter
      label="Tag"
      value={filters.tag}
      onChange={(tag) => onChange({ tag })}
      suggestions={[...tags].sort().map((tag) => ({ value: tag, label: tag, mono: true }))}
    />
  )
}

function ConsumerFilter({ instanceId, filters, onChange }: LogFiltersProps) {
  const [search, setSearch] = useState('')
  const found = useInfiniteQuery(
    consumerQueries.list(instanceId, { ...NO_CONSUMER_FILTERS, search: useDeferredValue(search) }),
  )
  const suggestions = (found.data?.pages[0]?.data ?? []).map((one) => ({ value: one.id, label: consumerName(one) }))
  return (
    <TypedFilter
      label="Consumer"
      isClosed
      value={filters.consumer}
      onChange={(consumer) => onChange({ consumer })}
      suggestions={suggestions}
      onSearch={setSearch}
    />
  )
}

function list(value: string): string[] {
  return value === '' ? [] : value.split(',')
}
