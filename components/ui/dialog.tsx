'use client'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { AriaRoot } from './aria-root.tsx'

export type DialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: ReactNode
  children: ReactNode
  /** Buttons, the confirming one last. */
  footer?: ReactNode
  size?: 'sm' | 'md' | 'lg'
  role?: 'dialog' | 'alertdialog'
}

const widths = { sm: 'max-w-110', md: 'max-w-150', lg: 'max-w-220' } as const

/** A modal dialog; Escape and a press outside close it, except for an `alertdialog`. */
export function Dialog({ isOpen, onOpenChange, title, children, footer, size = 'sm', role = 'dialog' }: DialogProps) {
  return (
    <AriaRoot>
      <ModalOverlay
        isOpen={isOpen}
        onOpenChange={onOpenChange}
        isDismissable={role === 'dialog'}
        className="fixed inset-0 z-(--z-dialog) grid place-items-center overflow-y-auto bg-scrim p-4 transition-opacity duration-(--duration-slow) ease-out data-entering:opacity-0 data-exiting:opacity-0"
      >
        <Modal className={`w-full ${widths[size]}`}>
          <AriaDialog
            role={role}
            className="grid max-h-[calc(100dvh-32px)] grid-rows-[minmax(0,1fr)_auto] rounded-lg bg-raised shadow-dialog outline-none"
          >
            <div className="grid content-start gap-3 overflow-y-auto p-5">
              <Heading slot="title" className="font-semibold text-md tracking-tight">
                {title}
              </Heading>
              {children}
            </div>
            {footer && (
              <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
            )}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaRoot>
  )
}
