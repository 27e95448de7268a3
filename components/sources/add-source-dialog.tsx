'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useForm } from 'react-hook-form'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormCheckbox } from '#components/form/form-checkbox.tsx'
import { FormComboBox } from '#components/form/form-combo-box.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { createSource, sourceQueries } from '#lib/queries/sources.ts'
import { SchemeFields } from './scheme-fields.tsx'
import { NEW_SOURCE, type SourceForm, sourceFormSchema, toFields } from './source-form.ts'
import type { SourcePreset } from './source-preset.ts'

type AddSourceDialogProps = {
  instanceId: string
  presets: readonly SourcePreset[]
  onOpenChange: (isOpen: boolean) => void
}

/** Provider, its secret, and where the event type is; then the URL to give the provider. */
export function AddSourceDialog({ instanceId, presets, onOpenChange }: AddSourceDialogProps) {
  const queries = useQueryClient()
  const router = useRouter()
  const resolver = zodResolver(sourceFormSchema)
  const { control, handleSubmit } = useForm<SourceForm>({ resolver, defaultValues: NEW_SOURCE })
  const create = useMutation({
    mutationFn: (form: SourceForm) => createSource(instanceId, toFields(form, presets)),
    onSuccess: async (source) => {
      onOpenChange(false)
      notifyDone(`${source.name} added`, { detail: 'Give its URL to the provider.' })
      await queries.invalidateQueries({ queryKey: sourceQueries.key(instanceId) })
      router.push(`/${instanceId}/sources/${source.id}`)
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Add source" size="md">
      <form onSubmit={handleSubmit((form) => create.mutate(form))} noValidate className="grid gap-4">
        <FormTextField
          control={control}
          name="name"
          label="Name"
          autoFocus
          autoComplete="off"
          placeholder="codat-prod"
        />
        <FormComboBox
          control={control}
          name="type"
          label="Provider"
          options={presets.map(({ type, label }) => ({ value: type, label }))}
        />
        <SchemeFields control={control} presets={presets} />
        <FormCheckbox control={control} name="inbox">
          Inbox: store and show what comes in, send it to nobody
        </FormCheckbox>
        <FormError>{create.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={create.isPending} busyLabel="Adding…">
            Add source
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
