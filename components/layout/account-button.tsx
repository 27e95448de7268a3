'use client'
import { PlainButton, type PlainButtonProps } from '#components/ui/plain-button.tsx'

/** Initials of the signed-in person; the trigger of the account menu. */
export function AccountButton({
  name,
  ...rest
}: Omit<PlainButtonProps, 'children' | 'className' | 'name' | 'id'> & { name: string }) {
  return (
    <PlainButton
      {...rest}
      aria-label={`${initialsOf(name)}, ${name}, your account`}
      className="grid size-7 shrink-0 place-items-center rounded-full bg-pressed font-semibold text-2xs text-ink-2 hover:text-ink"
    >
      {initialsOf(name)}
    </PlainButton>
  )
}

function initialsOf(name: string): string {
  const words = name.split(/[\s@.]+/).filter(Boolean)
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('')
}
