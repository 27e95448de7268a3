'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormCheckbox } from '#components/form/form-checkbox.tsx'
import { FormError } from '#components/form/form-error.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { type SourceView, sourceQueries, updateSource } from '#lib/queries/sources.ts'
import { SchemeFields } from './scheme-fields.tsx'
import { formOf, type SourceForm, sourceFormSchema, toFields } from './source-form.ts'
import type { SourcePreset } from './source-preset.ts'

type EditSourceDialogProps = {
  instanceId: string
  source: SourceView
  presets: readonly SourcePreset[]
  onOpenChange: (isOpen: boolean) => void
}

/** Name, secret and where the event type is. The provider stays: another one is another source. */
export function EditSourceDialog({ instanceId, source, presets, onOpenChange }: EditSourceDialogProps) {
  const queries = useQueryClient()
  const resolver = zodResolver(sourceFormSchema)
  const { control, handleSubmit } = useForm<SourceForm>({ resolver, defaultValues: formOf(source) })
  const save = useMutation({
    mutationFn: (form: SourceForm) => {
      const { type: _type, ...fields } = toFields(form, presets)
      return updateSource(instanceId, source.id, fields)
    },
    onSuccess: async (saved) => {
      onOpenChange(false)
      notifyDone(`${saved.name} saved`)
      await queries.invalidateQueries({ queryKey: sourceQueries.key(instanceId) })
    },
  })
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title={`Edit ${source.name}`} size="md">
      <form onSubmit={handleSubmit((form) => save.mutate(form))} noValidate className="grid gap-4">
        <FormTextField control={control} name="name" label="Name" autoFocus autoComplete="off" />
        <SchemeFields control={control} presets={presets} isEdit />
        <FormCheckbox control={control} name="inbox">
          Inbox: store and show what comes in, send it to nobody
        </FormCheckbox>
        <FormError>{save.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
