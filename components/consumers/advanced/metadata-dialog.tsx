'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import X from 'lucide-react/icons/x'
import { type FormEvent, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { consumerQueries, updateConsumer } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'

type Props = { instanceId: string; consumer: ConsumerItem; onOpenChange: (isOpen: boolean) => void }
type Row = { readonly id: number; readonly key: string; readonly value: string }

/** The uid and the keys; a row without a key is left out, a key given twice is refused. */
export function MetadataDialog({ instanceId, consumer, onOpenChange }: Props) {
  const [uid, setUid] = useState(consumer.uid ?? '')
  const [rows, setRows] = useState<readonly Row[]>(() =>
    Object.entries(consumer.metadata).map(([key, value], id) => ({ id, key, value })),
  )
  const queries = useQueryClient()
  const kept = rows.filter(({ key }) => key.trim() !== '')
  const twice = kept.find(({ key }, index) => kept.findIndex((other) => other.key.trim() === key.trim()) !== index)
  const save = useMutation({
    mutationFn: () => {
      const metadata = Object.fromEntries(kept.map(({ key, value }) => [key.trim(), value]))
      return updateConsumer(instanceId, consumer.id, { uid: uid.trim() === '' ? null : uid.trim(), metadata })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
      notifyDone('Metadata saved')
      onOpenChange(false)
    },
  })
  const change = (id: number, part: Partial<Row>) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, ...part } : row)))
  const add = () => setRows([...rows, { id: Math.max(-1, ...rows.map((row) => row.id)) + 1, key: '', value: '' }])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!twice) save.mutate()
  }
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Metadata" size="md">
      <form onSubmit={submit} noValidate className="grid gap-4">
        <TextField
          label="uid"
          mono
          value={uid}
          onChange={setUid}
          autoComplete="off"
          description="Your own id: every address of the API takes it instead of ours."
        />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium">Keys</legend>
          {rows.map((row, index) => (
            <div key={row.id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto] items-start gap-2">
              <TextField
                label={`Key ${index + 1}`}
                hideLabel
                mono
                placeholder="owner"
                value={row.key}
                onChange={(key) => change(row.id, { key })}
                isInvalid={twice?.id === row.id}
                errorMessage={twice?.id === row.id ? 'This key is there already' : undefined}
              />
              <TextField
                label={`Value ${index + 1}`}
                hideLabel
                mono
                value={row.value}
                onChange={(value) => change(row.id, { value })}
              />
              <IconButton
                label={`Remove key ${index + 1}`}
                onPress={() => setRows(rows.filter(({ id }) => id !== row.id))}
              >
                <X />
              </IconButton>
            </div>
          ))}
          <div>
            <Button icon={<Plus />} onPress={add}>
              Add key
            </Button>
          </div>
        </fieldset>
        <FormError>{save.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            Save metadata
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
