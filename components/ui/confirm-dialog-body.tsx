'use client'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

export type ConfirmDialogProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  /** "Delete T2K mirror?" */
  title: string
  /** What is lost and what stays. */
  children: ReactNode
  /** The name to type first, for what cannot be undone. */
  name?: string
  confirmLabel: string
  cancelLabel?: string
  isDanger?: boolean
  isBusy?: boolean
  busyLabel?: string
  errorMessage?: ReactNode
  onConfirm: () => void
}

/** Asks before something that cannot be undone; with `name` the button waits until it is typed. */
export function ConfirmDialogBody(props: ConfirmDialogProps) {
  return (
    <Dialog
      role="alertdialog"
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={props.title}
      footer={null}
    >
      <ConfirmForm {...props} />
    </Dialog>
  )
}

function ConfirmForm(props: ConfirmDialogProps) {
  const { name, children, errorMessage, isDanger = true, isBusy = false } = props
  const [typed, setTyped] = useState('')
  const id = useId()
  const isReady = !name || typed.trim() === name
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !isBusy) props.onConfirm()
  }
  return (
    <form id={id} onSubmit={submit} className="grid gap-3">
      <div className="text-ink-2">{children}</div>
      {name && (
        <TextField
          autoFocus
          autoComplete="off"
          label={
            <>
              Type <span className="mono">{name}</span> to confirm
            </>
          }
          value={typed}
          onChange={setTyped}
        />
      )}
      {errorMessage && (
        <p role="alert" className="text-failure text-xs">
          {errorMessage}
        </p>
      )}
      <div className="-mx-5 -mb-5 mt-2 flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">
        <Button size="md" onPress={() => props.onOpenChange(false)}>
          {props.cancelLabel ?? 'Keep it'}
        </Button>
        <Button
          size="md"
          type="submit"
          variant={isDanger ? 'danger-solid' : 'primary'}
          isDisabled={!isReady}
          isBusy={isBusy}
          busyLabel={props.busyLabel}
        >
          {props.confirmLabel}
        </Button>
      </div>
    </form>
  )
}
