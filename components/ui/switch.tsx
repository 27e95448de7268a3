'use client'
import { Toggle, type ToggleProps } from './toggle.tsx'

/** On or off, at once. For something that is saved later use a check-box. */
export function Switch(props: ToggleProps) {
  return <Toggle {...props} role="switch" drawing={<Slide />} />
}

function Slide() {
  return (
    <span
      aria-hidden="true"
      className="flex h-4.5 w-7.5 shrink-0 items-center rounded-full bg-sunken px-1 inset-ring inset-ring-control peer-checked:bg-accent peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 peer-checked:inset-ring-accent-edge peer-disabled:inset-ring-line-strong peer-checked:*:translate-x-3 peer-checked:*:bg-accent-ink"
    >
      <span className="size-2.5 rounded-full bg-control transition-transform duration-(--duration-base) ease-out" />
    </span>
  )
}
