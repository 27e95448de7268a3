'use client'
import { type FormEvent, useState } from 'react'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'

type TimeRangeDialogProps = {
  /** ISO times; empty: open. */
  from: string
  to: string
  onOpenChange: (isOpen: boolean) => void
  onChange: (range: { from: string | null; to: string | null }) => void
}

/** From one time to another, in the viewer's own zone. */
export function TimeRangeDialog({ from, to, onOpenChange, onChange }: TimeRangeDialogProps) {
  const [start, setStart] = useState(toLocal(from))
  const [end, setEnd] = useState(toLocal(to))
  const isBackwards = start !== '' && end !== '' && start >= end
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isBackwards) return
    onChange({ from: toIso(start), to: toIso(end) })
    onOpenChange(false)
  }
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="From … to …">
      <form onSubmit={submit} className="grid gap-4">
        <TextField autoFocus type="datetime-local" label="From" value={start} onChange={setStart} />
        <TextField
          type="datetime-local"
          label="To"
          value={end}
          onChange={setEnd}
          description="Your local time. Leave one empty for no end on that side."
        />
        <FormError>{isBackwards ? 'The end must be after the start.' : undefined}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary">
            Show
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function toLocal(iso: string): string {
  if (iso === '') return ''
  const at = new Date(iso)
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

function toIso(local: string): string | null {
  return local === '' ? null : new Date(local).toISOString()
}
