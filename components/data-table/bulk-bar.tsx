'use client'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { formatNumber } from '#lib/format.ts'

type BulkBarProps = {
  count: number
  onClear: () => void
  /** What floats above it: work that goes on. */
  above?: readonly ReactNode[]
  /** Quiet buttons: what can be done to all of them. */
  children: ReactNode
}

/** What can be done to the selected rows; floats at the foot of the list. */
export function BulkBar({ count, onClear, above = [], children }: BulkBarProps) {
  if (count === 0 && above.length === 0) return null
  return (
    <div
      data-bulk-bar=""
      className="-mt-1 pointer-events-none sticky bottom-18 z-(--z-sticky) mx-auto grid w-fit max-w-full justify-items-center gap-2 *:pointer-events-auto sm:bottom-4"
    >
      {above}
      {count > 0 && (
        <section
          aria-label="Selected rows"
          className="flex max-w-full items-center gap-1 overflow-x-auto rounded-lg bg-raised py-1.5 pr-1.5 pl-3.5 shadow-float"
        >
          <span aria-live="polite" className="whitespace-nowrap font-medium">
            {formatNumber(count)} selected
          </span>
          <span aria-hidden="true" className="mx-1 h-5 border-line border-l sm:mx-2" />
          {children}
          <IconButton label="Clear the selection" onPress={onClear}>
            <X />
          </IconButton>
        </section>
      )}
    </div>
  )
}
