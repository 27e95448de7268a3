'use client'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { AriaRoot } from '#components/ui/aria-root.tsx'
import type { InstanceItem } from '#lib/queries/schemas.ts'
import type { Overlay } from './overlay.ts'
import { PaletteList } from './palette-list.tsx'
import { useCommands } from './use-commands.ts'

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
        className="fixed inset-0 z-(--z-dialog) grid grid-cols-[minmax(0,1fr)] justify-items-center bg-scrim px-4 pt-[12vh]"
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
