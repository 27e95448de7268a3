'use client'
import ArrowUp from 'lucide-react/icons/arrow-up'
import { cx } from '#components/ui/class-names.ts'
import { PlainButton } from '#components/ui/plain-button.tsx'
import { formatNumber } from '#lib/format.ts'

type NewRowsPillProps = {
  count: number
  onShow: () => void
  /** The list has a head of 32 px, which would cover it. */
  isUnderHead?: boolean
}

/** "12 new": floats over the first row; the list moves only when it is pressed. */
export function NewRowsPill({ count, onShow, isUnderHead = false }: NewRowsPillProps) {
  return (
    <div
      aria-live="polite"
      className="pointer-events-none sticky top-(--size-top) z-(--z-sticky) grid h-0 justify-items-center"
    >
      {count > 0 && (
        <PlainButton
          onPress={onShow}
          className={cx(
            isUnderHead ? 'mt-1 sm:mt-9' : 'mt-1',
            'pointer-events-auto flex h-6 items-center gap-2 rounded-full bg-accent pr-3.5 pl-2.5 font-medium text-accent-ink text-xs shadow-float inset-ring inset-ring-accent-edge hover:bg-accent-hover',
          )}
        >
          <ArrowUp aria-hidden="true" className="size-3.5" />
          {formatNumber(count)} new
        </PlainButton>
      )}
    </div>
  )
}
