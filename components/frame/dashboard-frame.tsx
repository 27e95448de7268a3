'use client'
import Send from 'lucide-react/icons/send'
import dynamic from 'next/dynamic'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { AppFrame } from '#components/layout/app-frame.tsx'
import { PaletteButton } from '#components/layout/palette-button.tsx'
import { ThemeToggle } from '#components/layout/theme-toggle.tsx'
import { Button } from '#components/ui/button.tsx'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { AccountMenu } from './account-menu.tsx'
import { InstanceMenu } from './instance-menu.tsx'
import { useCan } from './permissions.tsx'
import { SECTIONS } from './sections.ts'
import { useCommandKeys } from './use-command-keys.ts'
import { useCrumbs } from './use-crumbs.ts'
import { useShortcuts } from './use-shortcuts.ts'

const CommandPalette = dynamic(() => import('./command-palette.tsx').then((module) => module.CommandPalette), {
  loading: () => null,
})
const SendEventDialog = dynamic(
  () => import('#components/messages/send-event-dialog.tsx').then((module) => module.SendEventDialog),
  { loading: () => null },
)
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog), {
  loading: () => null,
})

type Open = 'palette' | 'shortcuts' | 'send' | null

/** Rail, top bar, palette and keys round every page of an instance. */
export function DashboardFrame({
  instance,
  version,
  children,
}: {
  instance: InstanceItem
  version: string
  children: ReactNode
}) {
  const [open, setOpen] = useState<Open>(null)
  const router = useRouter()
  const crumbs = useCrumbs(instance)
  const maySend = useCan('message:create')
  useShortcuts(
    useMemo(
      () => ({
        'mod+k': () => setOpen('palette'),
        '?': () => setOpen('shortcuts'),
        ...Object.fromEntries(
          SECTIONS.flat().map(({ key, slug }) => [`g ${key}`, () => router.push(`/${instance.id}/${slug}`)]),
        ),
      }),
      [router, instance.id],
    ),
  )
  const toggle = (which: Open) => (isOpen: boolean) => setOpen(isOpen ? which : null)
  const commands = [
    { id: 'add-consumer', label: 'Add consumer', run: () => router.push(`/${instance.id}/consumers/add`) },
    ...(maySend ? [{ id: 'send-event', label: 'Send event', run: () => setOpen('send') }] : []),
    { id: 'shortcuts', label: 'Keyboard shortcuts', run: () => setOpen('shortcuts') },
  ]
  return (
    <AppFrame
      rail={{
        homeHref: `/${instance.id}/overview`,
        instance: <InstanceMenu current={instance} />,
        groups: useGroups(instance.id),
        foot: version,
      }}
      top={{
        crumbs,
        children: (
          <>
            <PaletteButton onPress={() => setOpen('palette')} keys={useCommandKeys()} />
            {maySend && (
              <Button icon={<Send />} onPress={() => setOpen('send')} className="max-sm:hidden">
                Send event
              </Button>
            )}
            <ThemeToggle />
            <AccountMenu settingsHref={`/${instance.id}/settings`} onShortcuts={() => setOpen('shortcuts')} />
          </>
        ),
      }}
    >
      {children}
      {open === 'palette' && (
        <CommandPalette isOpen onOpenChange={toggle('palette')} instanceId={instance.id} commands={commands} />
      )}
      {open === 'shortcuts' && <ShortcutsDialog isOpen onOpenChange={toggle('shortcuts')} />}
      {open === 'send' && <SendEventDialog isOpen onOpenChange={toggle('send')} instanceId={instance.id} />}
    </AppFrame>
  )
}

function useGroups(instanceId: string) {
  const current = usePathname().split('/')[2]
  return SECTIONS.map((group) =>
    group.map(({ slug, label, icon, isTab }) => ({
      href: `/${instanceId}/${slug}`,
      label,
      icon,
      isCurrent: current === slug,
      isTab: isTab ?? false,
    })),
  )
}
