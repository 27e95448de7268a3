'use client'
import { Toggle, type ToggleProps } from './toggle.tsx'

export type CheckboxProps = ToggleProps & { isIndeterminate?: boolean }

/** Check-box with a tick, a dash when indeterminate. Give `aria-label` when it has no text. */
export function Checkbox(props: CheckboxProps) {
  return <Toggle {...props} drawing={<Box isDash={props.isIndeterminate ?? false} />} />
}

function Box({ isDash }: { isDash: boolean }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-4 shrink-0 place-items-center rounded-xs bg-surface inset-ring inset-ring-control peer-checked:bg-accent peer-indeterminate:bg-accent peer-checked:text-accent-ink peer-indeterminate:text-accent-ink peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 peer-checked:inset-ring-accent-edge peer-indeterminate:inset-ring-accent-edge peer-aria-invalid:inset-ring-failure-solid peer-disabled:bg-sunken peer-disabled:text-ink-3 peer-disabled:inset-ring-line-strong peer-checked:*:visible peer-indeterminate:*:visible"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 12 12"
        className="invisible size-3"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
      >
        <path d={isDash ? 'M2 6h8' : 'M2.2 6.2l2.6 2.6 5-5.4'} />
      </svg>
    </span>
  )
}
