import ChevronRight from 'lucide-react/icons/chevron-right'
import type { ReactNode } from 'react'

type DisclosureProps = {
  title: ReactNode
  /** Copy buttons and links at the right; outside the summary so that they stay buttons. */
  tools?: ReactNode
  isOpen?: boolean
  /** Told when it is folded and unfolded. */
  onOpenChange?: (isOpen: boolean) => void
  children: ReactNode
}

/** A part of a drawer or panel that folds: "Response", "Request". */
export function Disclosure({ title, tools, isOpen = false, onOpenChange, children }: DisclosureProps) {
  return (
    <div className="relative border-line border-t">
      <details open={isOpen} onToggle={(event) => onOpenChange?.(event.currentTarget.open)} className="group">
        <summary className="flex h-10 list-none items-center gap-1.5 rounded-xs font-medium [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden="true" className="size-4 text-ink-3 group-open:rotate-90" />
          {title}
        </summary>
        <div className="grid gap-2.5 pb-4">{children}</div>
      </details>
      {tools && <div className="absolute top-2 right-0 flex h-6 items-center gap-1">{tools}</div>}
    </div>
  )
}
