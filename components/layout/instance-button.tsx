'use client'
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import { PlainButton, type PlainButtonProps } from '#components/ui/plain-button.tsx'
import { shortenId } from '#lib/format.ts'

type InstanceButtonProps = Omit<PlainButtonProps, 'children' | 'className' | 'name' | 'id'> & {
  name: string
  id: string
}

/** Shows which instance one works in; put it as the trigger of a menu. Icon only on the slim rail. */
export function InstanceButton({ name, id, ...rest }: InstanceButtonProps) {
  return (
    <PlainButton
      {...rest}
      aria-label={`${name}, switch instance`}
      className="flex w-full items-center gap-2 rounded-sm bg-surface px-2.5 py-1.5 text-left shadow-control inset-ring inset-ring-line-strong hover:bg-hover max-lg:px-2.5"
    >
      <span className="min-w-0 flex-1 max-lg:hidden">
        <span className="block truncate font-medium">{name}</span>
        <span className="mono block truncate text-2xs text-ink-3">{shortenId(id)}</span>
      </span>
      <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
    </PlainButton>
  )
}
