'use client'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Filter } from '#components/ui/filter.tsx'
import { formatExact } from '#lib/format.ts'
import type { LogFilters } from '#lib/queries/logged-messages.ts'
import { type FilterChange, TIME_RANGES, timeLabel } from './use-log-filters.ts'

const TimeRangeDialog = dynamic(() => import('./time-range-dialog.tsx').then((module) => module.TimeRangeDialog), {
  loading: () => null,
})

const CUSTOM = 'custom'

/** A range back from now, or from one time to another. */
export function TimeFilter({ filters, onChange }: { filters: LogFilters; onChange: (change: FilterChange) => void }) {
  const [isAsking, setAsking] = useState(false)
  const { since, from, to } = filters
  const isCustom = from !== '' || to !== ''
  const custom = isCustom ? { value: CUSTOM, label: rangeLabel(from, to) } : { value: CUSTOM, label: 'From … to …' }
  const known = TIME_RANGES.some(({ value }) => value === since)
  const own = since === '' || known ? [] : [{ value: since, label: timeLabel(since) }]
  return (
    <>
      <Filter
        label="Time"
        isSingle
        options={[...TIME_RANGES, ...own, custom]}
        value={isCustom ? [CUSTOM] : since === '' ? [] : [since]}
        onChange={([next]) => {
          if (next === CUSTOM) return setAsking(true)
          onChange({ since: next ?? null, from: null, to: null })
        }}
      />
      {isAsking && (
        <TimeRangeDialog
          from={from}
          to={to}
          onOpenChange={setAsking}
          onChange={(range) => onChange({ since: null, ...range })}
        />
      )}
    </>
  )
}

function rangeLabel(from: string, to: string): string {
  if (to === '') return `from ${formatExact(from, 'local')}`
  if (from === '') return `until ${formatExact(to, 'local')}`
  return `${formatExact(from, 'local')} to ${formatExact(to, 'local')}`
}
