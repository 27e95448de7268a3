'use client'
import { useMemo } from 'react'
import { Toolbar } from '#components/layout/page.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { FilterToggle } from '#components/ui/filter-toggle.tsx'
import { shortenUrl } from '#lib/format.ts'
import { LIVE_KINDS, type LiveEvent } from '#lib/queries/live.ts'
import { LIVE_LOOK } from './live-kind.ts'
import type { useLiveFilters } from './use-live-filters.ts'

type LiveFiltersProps = Pick<ReturnType<typeof useLiveFilters>, 'filters' | 'setFilters'> & {
  events: readonly LiveEvent[]
}

/** Kinds with their counts, then event type, consumer or source, and tag: of the lines that are here. */
export function LiveFilters({ events, filters, setFilters }: LiveFiltersProps) {
  const counts = useMemo(() => countKinds(events), [events])
  const options = useMemo(() => collectOptions(events), [events])
  const toggle = (kind: (typeof LIVE_KINDS)[number], isOn: boolean) => {
    const kinds = LIVE_KINDS.filter((each) => (each === kind ? isOn : filters.kinds.includes(each)))
    void setFilters({ kinds: kinds.length === LIVE_KINDS.length ? null : kinds })
  }
  return (
    <Toolbar>
      {LIVE_KINDS.map((kind) => (
        <FilterToggle
          key={kind}
          kind={LIVE_LOOK[kind].glyph}
          count={counts.get(kind) ?? 0}
          isSelected={filters.kinds.includes(kind)}
          onChange={(isOn) => toggle(kind, isOn)}
        >
          {LIVE_LOOK[kind].word}
        </FilterToggle>
      ))}
      <span aria-hidden="true" className="w-2 max-sm:hidden" />
      <Filter
        label="Event type"
        isSingle
        options={options.eventTypes}
        value={one(filters.eventType)}
        onChange={([eventType]) => void setFilters({ eventType: eventType ?? null })}
      />
      <Filter
        label="Consumer or source"
        isSingle
        options={options.parties}
        value={one(filters.party)}
        onChange={([party]) => void setFilters({ party: party ?? null })}
      />
      <Filter
        label="Tag"
        isSingle
        options={options.tags}
        value={one(filters.tag)}
        onChange={([tag]) => void setFilters({ tag: tag ?? null })}
      />
    </Toolbar>
  )
}

function one(value: string): string[] {
  return value === '' ? [] : [value]
}

function countKinds(events: readonly LiveEvent[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

function collectOptions(events: readonly LiveEvent[]) {
  const eventTypes = new Set<string>()
  const parties = new Map<string, string>()
  const tags = new Set<string>()
  for (const { eventType, party, tags: own } of events) {
    if (eventType !== null) eventTypes.add(eventType)
    if (party.id !== null) parties.set(party.id, shortenUrl(party.name))
    for (const tag of own) tags.add(tag)
  }
  const mono = (values: Iterable<string>) => [...values].sort().map((value) => ({ value, label: value, mono: true }))
  return {
    eventTypes: mono(eventTypes),
    parties: [...parties].map(([value, label]) => ({ value, label })),
    tags: mono(tags),
  }
}
