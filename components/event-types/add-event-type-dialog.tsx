'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { notifyDone } from '#components/feedback/notify.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { FormTextArea } from '#components/form/form-text-area.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { eventTypeInputSchema } from '#lib/domain/event-types/schemas.ts'
import { createEventType, eventTypeQueries } from '#lib/queries/event-types.ts'

const schema = eventTypeInputSchema.pick({ name: true, description: true })

/** Name and description; the rest is on its page. */
export function AddEventTypeDialog({
  instanceId,
  onOpenChange,
}: {
  instanceId: string
  onOpenChange: (isOpen: boolean) => void
}) {
  const queries = useQueryClient()
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: '', description: '' },
  })
  const create = useMutation({
    mutationFn: (fields: { name: string; description: string }) => createEventType(instanceId, fields),
    onSuccess: async (type) => {
      await queries.invalidateQueries({ queryKey: eventTypeQueries.key(instanceId) })
      notifyDone(`${type.name} added`)
      onOpenChange(false)
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Add event type">
      <form onSubmit={handleSubmit((fields) => create.mutate(fields))} noValidate className="grid gap-4">
        <FormTextField
          control={control}
          name="name"
          label="Name"
          mono
          autoFocus
          autoComplete="off"
          placeholder="invoice.paid"
        />
        <FormTextArea control={control} name="description" label="Description" rows={2} />
        <FormError>{create.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={create.isPending} busyLabel="Adding…">
            Add event type
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
