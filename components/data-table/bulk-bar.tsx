'use client'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { formatNumber } from '#lib/format.ts'
import { useBarHeight } from './use-bar-height.ts'

type BulkBarProps = {
  count: number
  onClear: () => void
  /** What floats above it: work that goes on. */
  above?: readonly ReactNode[]
  /** Quiet buttons: what can be done to all of them. */
  children: ReactNode
}

/** What can be done to the selected rows; floats at the foot of the list, on phones always above the navigation. */
export function BulkBar({ count, onClear, above = [], children }: BulkBarProps) {
  if (count === 0 && above.length === 0) return null
  return (
    <FloatingBar>
      {above}
      {count > 0 && (
        <section
          aria-label="Selected rows"
          className="flex max-w-full items-center gap-0.5 overflow-x-auto rounded-lg bg-raised py-1.5 pr-1.5 pl-3.5 shadow-float sm:gap-1"
        >
          <span aria-live="polite" className="whitespace-nowrap font-medium">
            {formatNumber(count)} selected
          </span>
          <span aria-hidden="true" className="mr-0.5 ml-2 h-5 border-line border-l sm:mx-2" />
          {children}
          <IconButton label="Clear the selection" onPress={onClear}>
            <X />
          </IconButton>
        </section>
      )}
    </FloatingBar>
  )
}

function FloatingBar({ children }: { children: ReactNode }) {
  const bar = useBarHeight()
  return (
    <div className="-mt-1 pointer-events-none sticky bottom-4 z-(--z-sticky) max-sm:h-14">
      <div
        ref={bar}
        className="mx-auto grid w-fit max-w-full justify-items-center gap-2 *:pointer-events-auto max-sm:fixed max-sm:inset-x-4 max-sm:bottom-18"
      >
        {children}
      </div>
    </div>
  )
}
