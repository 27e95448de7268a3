'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { FormTextField } from '#components/form/form-text-field.tsx'
import { lazyResolver } from '#components/form/lazy-resolver.ts'
import { Button } from '#components/ui/button.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { type AlertEndpoint, alertQueries, createAlertEndpoint, updateAlertEndpoint } from '#lib/queries/alerts.ts'
import { ALERT_OPTIONS, URGENT_ALERTS } from './alert-words.ts'

const check = lazyResolver(async () => (await import('./alert-form-schema.ts')).alertFormSchema)
const EVERY: readonly string[] = ALERT_OPTIONS.map(({ value }) => value)
const OPTIONS = ALERT_OPTIONS.map((option) => ({ ...option, label: <span className="mono">{option.label}</span> }))

type AlertEndpointDialogProps = {
  instanceId: string
  /** The one to edit; a new one when left out. */
  endpoint?: AlertEndpoint
  onClose: () => void
}

/** Where alerts go, and which. */
export function AlertEndpointDialog({ instanceId, endpoint, onClose }: AlertEndpointDialogProps) {
  const queries = useQueryClient()
  const { control, handleSubmit } = useForm({
    resolver: check,
    defaultValues: {
      url: endpoint?.url ?? '',
      description: endpoint?.description ?? '',
      eventTypes: [...(endpoint ? (endpoint.eventTypes ?? EVERY) : URGENT_ALERTS)],
    },
  })
  const save = useMutation({
    mutationFn: (form: { url: string; description: string; eventTypes: string[] }) => {
      const fields = { ...form, eventTypes: form.eventTypes.length === EVERY.length ? null : form.eventTypes }
      return endpoint ? updateAlertEndpoint(instanceId, endpoint, fields) : createAlertEndpoint(instanceId, fields)
    },
    onSuccess: async ({ description, url }) => {
      onClose()
      notifyDone(`${description || url} ${endpoint ? 'saved' : 'added'}`)
      await queries.invalidateQueries(alertQueries.list(instanceId))
    },
  })
  return (
    <Dialog isOpen onOpenChange={onClose} title={endpoint ? 'Edit alert endpoint' : 'Add alert endpoint'} size="md">
      <form onSubmit={handleSubmit((form) => save.mutate(form))} noValidate className="grid gap-4">
        <FormTextField
          control={control}
          name="url"
          label="URL"
          mono
          autoFocus
          autoComplete="off"
          placeholder="https://example.com/alerts"
          description="It gets a signed POST, retried like any event."
        />
        <FormTextField
          control={control}
          name="description"
          label="Description"
          autoComplete="off"
          placeholder="On-call pager"
        />
        <Controller
          control={control}
          name="eventTypes"
          render={({ field, fieldState }) => (
            <CheckboxGroup
              label="Tell it when"
              options={OPTIONS}
              value={field.value}
              onChange={field.onChange}
              description={fieldState.error && <FormError>{fieldState.error.message}</FormError>}
            />
          )}
        />
        <FormError>{save.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            {endpoint ? 'Save' : 'Add endpoint'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
