'use client'
import ListFilter from 'lucide-react/icons/list-filter'
import { Fragment } from 'react'
import { Button } from '#components/ui/button.tsx'
import { formatNumber } from '#lib/format.ts'
import { MessageState } from './message-state.tsx'

type NoMatchStateProps = {
  /** The filters that are on, as they read: "State: failing". */
  filters: readonly string[]
  /** How many rows they hide, when known, and what they are: "consumers". */
  hidden?: number
  noun: string
  onClear: () => void
}

/** Nothing matches: which filters hide how many, and the button that clears them. */
export function NoMatchState({ filters, hidden, noun, onClear }: NoMatchStateProps) {
  const many = filters.length === 1 ? '1 filter' : `${filters.length} filters`
  return (
    <MessageState
      glyph={<ListFilter aria-hidden="true" />}
      title={`Nothing matches ${many}`}
      actions={<Button onPress={onClear}>Clear filters</Button>}
    >
      {hidden === undefined ? `The ${noun} are` : `${formatNumber(hidden)} ${noun} are`} hidden by{' '}
      {filters.map((filter, index) => (
        <Fragment key={filter}>
          {index > 0 && (index === filters.length - 1 ? ' and ' : ', ')}
          <b className="text-ink">{filter}</b>
        </Fragment>
      ))}
      .
    </MessageState>
  )
}
