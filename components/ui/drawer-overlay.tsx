'use client'
import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { AriaRoot } from './aria-root.tsx'

type DrawerOverlayProps = { label: string; onClose: () => void; children: ReactNode }

/** A drawer over the page, on windows too narrow to dock it. */
export function DrawerOverlay({ label, onClose, children }: DrawerOverlayProps) {
  return (
    <AriaRoot>
      <ModalOverlay
        isOpen
        isDismissable
        onOpenChange={(isOpen) => !isOpen && onClose()}
        className="fixed inset-0 z-(--z-drawer) bg-scrim"
      >
        <Modal className="fixed inset-y-0 right-0 w-full max-w-(--size-drawer) bg-raised shadow-dialog transition-transform duration-(--duration-slow) ease-out data-entering:translate-x-full">
          <Dialog aria-label={label} className="h-full overflow-y-auto outline-none">
            {children}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaRoot>
  )
}
