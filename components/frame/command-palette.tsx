'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Search from 'lucide-react/icons/search'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { NavIcon } from '#components/layout/nav-icon.tsx'
import { AriaRoot } from '#components/ui/aria-root.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { shortenUrl } from '#lib/format.ts'
import { consumerQueries, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'
import { SECTIONS } from './sections.ts'

export type Command = {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly run: () => void
}

type CommandPaletteProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  instanceId: string
  /** Actions besides going somewhere. */
  commands: readonly Command[]
}

/** Go to any page, consumer or message id; run an action. */
export function CommandPalette(props: CommandPaletteProps) {
  return (
    <AriaRoot>
      <ModalOverlay
        isOpen={props.isOpen}
        onOpenChange={props.onOpenChange}
        isDismissable
        className="fixed inset-0 z-(--z-dialog) grid justify-items-center bg-scrim px-4 pt-[12vh]"
      >
        <Modal className="h-fit w-full max-w-150">
          <Dialog
            aria-label="Search or run"
            className="overflow-hidden rounded-lg bg-raised shadow-dialog outline-none"
          >
            <PaletteList {...props} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaRoot>
  )
}

function PaletteList({ onOpenChange, instanceId, commands }: CommandPaletteProps) {
  const [text, setText] = useState('')
  const entries = useEntries(instanceId, text.trim(), commands)
  const run = (id: string) => {
    onOpenChange(false)
    entries.find((entry) => entry.id === id)?.run()
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText} disableAutoFocusFirst={false}>
      <TextField aria-label="Search or run" autoFocus className="flex items-center gap-3 border-line border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <Input
          placeholder="Page, consumer, message id or action"
          className="h-12 min-w-0 flex-1 bg-transparent text-md outline-none"
        />
      </TextField>
      <ScrollRegion label="Results" className="max-h-90 overflow-y-auto">
        <Menu
          aria-label="Results"
          onAction={(key) => run(String(key))}
          className="p-1 outline-none"
          renderEmptyState={() => <p className="px-3 py-6 text-center text-ink-3">Nothing is called that here.</p>}
        >
          {entries.map((entry) => (
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.label}
              className="flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-3 outline-none data-focused:bg-hover"
            >
              <span className="text-ink-3">
                <NavIcon name={entry.icon} />
              </span>
              <span className="min-w-0 flex-1 truncate">{entry.label}</span>
              {entry.detail && <span className="mono max-w-[50%] truncate text-ink-3">{entry.detail}</span>}
            </MenuItem>
          ))}
        </Menu>
      </ScrollRegion>
    </Autocomplete>
  )
}

type Entry = Command & { readonly icon: React.ComponentProps<typeof NavIcon>['name'] }

function useEntries(instanceId: string, text: string, commands: readonly Command[]): readonly Entry[] {
  const router = useRouter()
  const search = useDeferredValue(text)
  const consumers = useInfiniteQuery(consumerQueries.list(instanceId, { ...NO_CONSUMER_FILTERS, search }))
  const has = (label: string) => label.toLowerCase().includes(text.toLowerCase())
  const go = (path: string) => () => router.push(`/${instanceId}/${path}`)
  const pages = SECTIONS.flat().map(
    (section): Entry => ({
      id: section.slug,
      label: section.label,
      icon: section.icon,
      detail: `g ${section.key}`,
      run: go(section.slug),
    }),
  )
  const actions = commands.map((command): Entry => ({ ...command, icon: 'tasks' }))
  const found = (consumers.data?.pages[0]?.data ?? []).slice(0, 8).map(
    (consumer): Entry => ({
      id: consumer.id,
      label: consumer.description || shortenUrl(consumer.url),
      detail: shortenUrl(consumer.url),
      icon: 'consumers',
      run: go(`consumers/${consumer.id}`),
    }),
  )
  const isMessageId = /^msg_[0-9a-z]{26}$/.test(text)
  const message: Entry[] = isMessageId
    ? [{ id: text, label: 'Open message', detail: text, icon: 'logs', run: go(`logs/${text}`) }]
    : []
  return [...message, ...[...actions, ...pages].filter((entry) => has(entry.label)), ...found]
}
