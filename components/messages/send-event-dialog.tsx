'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { ComboBox } from '#components/ui/combo-box.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TagField } from '#components/ui/tag-field.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { createMessage, messageQueries } from '#lib/queries/messages.ts'
import { exampleOf, parseBody } from './example-body.ts'

type SendEventDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void; instanceId: string }

/** Sends a real event to every consumer that listens to it. */
export function SendEventDialog({ isOpen, onOpenChange, instanceId }: SendEventDialogProps) {
  const { data: types = [] } = useQuery(eventTypeQueries.all(instanceId))
  const [eventType, setEventType] = useState('')
  const [body, setBody] = useState('{\n  "id": "1"\n}')
  const [tags, setTags] = useState<string[]>([])
  const [problem, setProblem] = useState('')
  const router = useRouter()
  const queries = useQueryClient()
  const send = useMutation({
    mutationFn: (payload: unknown) =>
      createMessage(instanceId, { eventType, payload, ...(tags.length > 0 ? { channels: tags } : {}) }),
    onSuccess: (message) => {
      onOpenChange(false)
      notifyDone(`${message.eventType} sent`, { detail: message.id })
      queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
      router.push(`/${instanceId}/logs/${message.id}`)
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const parsed = parseBody(body)
    setProblem(eventType === '' ? 'Choose an event type.' : parsed.ok ? '' : parsed.problem)
    if (eventType !== '' && parsed.ok && !send.isPending) send.mutate(parsed.value)
  }
  const choose = (name: string | null) => {
    if (name === null) return
    setEventType(name)
    const chosen = types.find((type) => type.name === name)
    if (chosen) setBody(exampleOf(chosen))
  }
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Send event" size="md">
      <form onSubmit={submit} className="grid gap-4">
        {types.length > 0 ? (
          <ComboBox
            label="Event type"
            options={types.map(({ name }) => ({ value: name, label: name, mono: true }))}
            value={eventType || null}
            onChange={choose}
          />
        ) : (
          <TextField
            autoFocus
            mono
            label="Event type"
            value={eventType}
            onChange={setEventType}
            placeholder="invoice.paid"
          />
        )}
        <TextArea label="Body" mono rows={9} value={body} onChange={setBody} />
        <TagField label="Tags" value={tags} onChange={setTags} description="Besides those of its company." />
        <FormError>{problem || send.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={send.isPending} busyLabel="Sending…">
            Send event
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
