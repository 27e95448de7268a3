'use client'
import { Dialog } from '#components/ui/dialog.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { useCommandKeys } from './use-command-keys.ts'
import { useSections } from './use-sections.ts'

const EVERYWHERE: readonly (readonly [string, string])[] = [
  ['/', 'Search the list'],
  ['?', 'Keyboard shortcuts'],
]

const LISTS: readonly (readonly [string, string])[] = [
  ['j', 'Next row'],
  ['k', 'Previous row'],
  ['Enter', 'Open'],
  ['r', 'Resend'],
  ['x', 'Select'],
  ['Esc', 'Close'],
]

/** All single keys in one place. */
export function ShortcutsDialog(props: { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }) {
  const everywhere = [[useCommandKeys(), 'Search or run'] as const, ...EVERYWHERE]
  const pages = useSections()
    .groups.flat()
    .map((section) => [`g ${section.key}`, section.label] as const)
  return (
    <Dialog {...props} title="Keyboard shortcuts" size="md">
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <div className="grid content-start gap-4">
          <ShortcutList title="Everywhere" entries={everywhere} />
          <ShortcutList title="In lists and logs" entries={LISTS} />
        </div>
        <ShortcutList title="Go to" entries={pages} />
      </div>
    </Dialog>
  )
}

function ShortcutList({ title, entries }: { title: string; entries: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className="mb-1 text-ink-3 text-xs">{title}</h3>
      <dl className="divide-y divide-line">
        {entries.map(([keys, what]) => (
          <div key={keys} className="flex items-center justify-between py-1">
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
