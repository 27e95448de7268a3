'use client'
import Send from 'lucide-react/icons/send'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { type ReactNode, useMemo, useState } from 'react'
import { AppFrame } from '#components/layout/app-frame.tsx'
import { PaletteButton } from '#components/layout/palette-button.tsx'
import { ThemeToggle } from '#components/layout/theme-toggle.tsx'
import { Button } from '#components/ui/button.tsx'
import { whenOpened } from '#components/ui/when-opened.tsx'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import { AccountMenu } from './account-menu.tsx'
import { InstanceMenu } from './instance-menu.tsx'
import type { Overlay } from './overlay.ts'
import { useCan } from './permissions.tsx'
import { RailHealth } from './rail-health.tsx'
import { useCommandKeys } from './use-command-keys.ts'
import { useCrumbs } from './use-crumbs.ts'
import { useRailGroups } from './use-rail-groups.ts'
import { useSections } from './use-sections.ts'
import { useShortcuts } from './use-shortcuts.ts'

const loading = () => null
const CommandPalette = whenOpened(
  dynamic(() => import('./command-palette.tsx').then((module) => module.CommandPalette), { loading }),
)
const SendEventDialog = dynamic(
  () => import('#components/messages/send-event-dialog.tsx').then((module) => module.SendEventDialog),
  { loading },
)
const ShortcutsDialog = dynamic(() => import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog), {
  loading,
})
const NewInstanceDialog = dynamic(
  () => import('./new-instance-dialog.tsx').then((module) => module.NewInstanceDialog),
  {
    loading,
  },
)

type DashboardFrameProps = { instance: InstanceItem; version: string; children: ReactNode }

/** Rail, top bar, palette and keys round every page of an instance. */
export function DashboardFrame({ instance, version, children }: DashboardFrameProps) {
  const [open, setOpen] = useState<Overlay | null>(null)
  const { home } = useSections()
  const groups = useRailGroups(instance.id)
  const maySend = useCan('message:create')
  useFrameKeys(instance.id, setOpen)
  const overlay = (which: Overlay) => ({
    isOpen: true,
    onOpenChange: (isOpen: boolean) => setOpen(isOpen ? which : null),
  })
  return (
    <AppFrame
      rail={{
        homeHref: `/${instance.id}/${home}`,
        instance: <InstanceMenu current={instance} onNew={() => setOpen('new-instance')} />,
        groups,
        foot: <RailHealth instanceId={instance.id} version={version} />,
      }}
      top={{
        crumbs: useCrumbs(instance, home),
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
      <CommandPalette {...overlay('palette')} isOpen={open === 'palette'} instance={instance} onOpen={setOpen} />
      {open === 'shortcuts' && <ShortcutsDialog {...overlay('shortcuts')} />}
      {open === 'send' && <SendEventDialog {...overlay('send')} instanceId={instance.id} />}
      {open === 'new-instance' && <NewInstanceDialog {...overlay('new-instance')} />}
    </AppFrame>
  )
}

/** The keys that work on every page. */
function useFrameKeys(instanceId: string, onOpen: (overlay: Overlay) => void) {
  const router = useRouter()
  const { groups } = useSections()
  useShortcuts(
    useMemo(
      () => ({
        'mod+k': () => onOpen('palette'),
        '?': () => onOpen('shortcuts'),
        ...Object.fromEntries(
          groups.flat().map(({ key, slug }) => [`g ${key}`, () => router.push(`/${instanceId}/${slug}`)]),
        ),
      }),
      [router, instanceId, groups, onOpen],
    ),
  )
}
