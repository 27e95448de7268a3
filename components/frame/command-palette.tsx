'use client'
import Search from 'lucide-react/icons/search'
import { type KeyboardEvent, useRef, useState } from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Dialog } from 'react-aria-components/Dialog'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem } from 'react-aria-components/Menu'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { TextField } from 'react-aria-components/TextField'
import { NavIcon } from '#components/layout/nav-icon.tsx'
import { AriaRoot } from '#components/ui/aria-root.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import type { Overlay } from './overlay.ts'
import { type Commands, useCommands } from './use-commands.ts'
import { usePaletteEntries } from './use-palette-entries.ts'

type CommandPaletteProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  instance: InstanceItem
  /** Opens another overlay in its place. */
  onOpen: (overlay: Overlay) => void
}

/** Go to any page, consumer, company or message; run an action. Stays mounted, so that what it runs can report back. */
export function CommandPalette({ isOpen, onOpenChange, instance, onOpen }: CommandPaletteProps) {
  const commands = useCommands(instance, onOpen)
  return (
    <AriaRoot>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        isDismissable
        className="fixed inset-0 z-(--z-dialog) grid justify-items-center bg-scrim px-4 pt-[12vh]"
      >
        <Modal className="h-fit w-full max-w-150">
          <Dialog
            aria-label="Search or run"
            className="overflow-hidden rounded-lg bg-raised shadow-dialog outline-none"
          >
            <PaletteList instanceId={instance.id} commands={commands} onDone={() => onOpenChange(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaRoot>
  )
}

type PaletteListProps = { instanceId: string; commands: Commands; onDone: () => void }

function PaletteList({ instanceId, commands, onDone }: PaletteListProps) {
  const [text, setText] = useState('')
  const entries = usePaletteEntries(instanceId, text.trim(), commands)
  const hasRun = useRef(false)
  const run = (id: string) => {
    if (hasRun.current) return
    hasRun.current = true
    onDone()
    entries.find((entry) => entry.id === id)?.run()
  }
  // What is found while one types takes no focus by itself: Enter still means the first. Where something has it, the
  // menu may run it as well; once is enough.
  const runFirst = (event: KeyboardEvent<HTMLInputElement>) => {
    const first = entries[0]
    if (event.key !== 'Enter' || event.currentTarget.getAttribute('aria-activedescendant') || !first) return
    event.preventDefault()
    run(first.id)
  }
  return (
    <Autocomplete inputValue={text} onInputChange={setText} disableAutoFocusFirst={false}>
      <TextField aria-label="Search or run" autoFocus className="flex items-center gap-3 border-line border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
        <Input
          onKeyDown={runFirst}
          placeholder="Page, consumer, company, message id or action"
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
