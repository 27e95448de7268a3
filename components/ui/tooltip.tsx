'use client'
import type { ComponentProps, ReactNode } from 'react'
import { Tooltip as AriaTooltip } from 'react-aria-components/Tooltip'

type Placement = NonNullable<ComponentProps<typeof AriaTooltip>['placement']>

/** The floating text alone; use it inside React Aria's `TooltipTrigger` next to a button. */
export function TooltipBubble({ children, placement = 'top' }: { children: ReactNode; placement?: Placement }) {
  return (
    <AriaTooltip
      offset={6}
      placement={placement}
      className="z-(--z-menu) max-w-80 rounded-sm bg-raised px-2 py-1 text-ink text-xs shadow-float transition-opacity duration-(--duration-fast) data-entering:opacity-0 data-exiting:opacity-0"
    >
      {children}
    </AriaTooltip>
  )
}
