'use client'
import Search from 'lucide-react/icons/search'
import { Kbd } from '#components/ui/kbd.tsx'
import { PlainButton } from '#components/ui/plain-button.tsx'

/** Opens the command palette; looks like a search field, a glass on phones. */
export function PaletteButton({ onPress, keys = '⌘K' }: { onPress: () => void; keys?: string }) {
  return (
    <PlainButton
      aria-label={`Search or run ${keys}`}
      onPress={onPress}
      className="flex h-7 items-center gap-2 rounded-sm pr-1.5 pl-2 text-ink-3 hover:bg-hover max-sm:w-8 max-sm:justify-center max-sm:px-0 whitespace-nowrap sm:w-48 sm:bg-surface sm:inset-ring sm:inset-ring-line-strong lg:w-60"
    >
      <Search aria-hidden="true" className="size-3.5" />
      <span className="max-sm:hidden">Search or run</span>
      <span className="ml-auto max-sm:hidden">
        <Kbd>{keys}</Kbd>
      </span>
    </PlainButton>
  )
}
