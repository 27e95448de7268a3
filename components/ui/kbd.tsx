import type { ReactNode } from 'react'

/** One key of a shortcut. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-xs bg-sunken px-1 font-mono text-2xs text-ink-3 leading-none inset-ring inset-ring-line">
      {children}
    </kbd>
  )
}
