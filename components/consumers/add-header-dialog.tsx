'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormCheckbox } from '#components/form/form-checkbox.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { customHeaderSchema } from '#lib/domain/consumers/schemas.ts'
import { consumerQueries, patchHeaders } from '#lib/queries/consumers.ts'

type Props = { instanceId: string; consumerId: string; onOpenChange: (isOpen: boolean) => void }

const schema = customHeaderSchema.required()

/** One header; setting a name again replaces its value. */
export function AddHeaderDialog({ instanceId, consumerId, onOpenChange }: Props) {
  const queries = useQueryClient()
  const { control, handleSubmit } = useForm({
    resolver: zodResolver(schema),
    defaultValues: { name: '', value: '', sensitive: false },
  })
  const save = useMutation({
    mutationFn: ({ name, value, sensitive }: z.output<typeof schema>) =>
      patchHeaders(instanceId, consumerId, { [name]: value }, sensitive ? [name] : []),
    onSuccess: async (_, { name }) => {
      await queries.invalidateQueries(consumerQueries.headers(instanceId, consumerId))
      notifyDone(`${name} set`)
      onOpenChange(false)
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Add header">
      <form onSubmit={handleSubmit((header) => save.mutate(header))} noValidate className="grid gap-4">
        <FormTextField control={control} name="name" label="Name" mono autoFocus placeholder="Authorization" />
        <FormTextField
          control={control}
          name="value"
          label="Value"
          mono
          autoComplete="off"
          description="Encrypted where it is stored."
        />
        <FormCheckbox control={control} name="sensitive">
          Sensitive: show it only as set. Authorization always is.
        </FormCheckbox>
        <FormError>{save.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            Save header
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
