'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import {
  type AlertEndpoint,
  type AlertFields,
  alertQueries,
  createAlertEndpoint,
  updateAlertEndpoint,
} from '#lib/queries/alerts.ts'
import { RequestError } from '#lib/queries/request-json.ts'
import { ALERT_OPTIONS, URGENT_ALERTS } from './alert-words.ts'

type AlertEndpointDialogProps = {
  instanceId: string
  /** The one to edit; a new one when left out. */
  endpoint?: AlertEndpoint
  onClose: () => void
}

/** Where alerts go, and which. */
export function AlertEndpointDialog({ instanceId, endpoint, onClose }: AlertEndpointDialogProps) {
  const queries = useQueryClient()
  const every = ALERT_OPTIONS.map(({ value }) => value)
  const [url, setUrl] = useState(endpoint?.url ?? '')
  const [description, setDescription] = useState(endpoint?.description ?? '')
  const [types, setTypes] = useState<string[]>(endpoint ? (endpoint.eventTypes ?? every) : [...URGENT_ALERTS])
  const save = useMutation({
    mutationFn: () => {
      const eventTypes = types.length === every.length ? null : types
      const fields: AlertFields = { url: url.trim(), description: description.trim(), eventTypes }
      return endpoint ? updateAlertEndpoint(instanceId, endpoint, fields) : createAlertEndpoint(instanceId, fields)
    },
    onSuccess: async ({ description: name, url: address }) => {
      onClose()
      notifyDone(`${name || address} ${endpoint ? 'saved' : 'added'}`)
      await queries.invalidateQueries(alertQueries.list(instanceId))
    },
  })
  const problem = save.error instanceof RequestError ? save.error.fields.url : undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (types.length > 0 && !save.isPending) save.mutate()
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title={endpoint ? 'Edit alert endpoint' : 'Add alert endpoint'} size="md">
      <form onSubmit={submit} noValidate className="grid gap-4">
        <TextField
          autoFocus
          mono
          autoComplete="off"
          label="URL"
          value={url}
          onChange={setUrl}
          isInvalid={problem !== undefined}
          errorMessage={problem}
          placeholder="https://example.com/alerts"
          description="It gets a signed POST, retried like any event."
        />
        <TextField
          autoComplete="off"
          label="Description"
          value={description}
          onChange={setDescription}
          maxLength={256}
          placeholder="On-call pager"
        />
        <CheckboxGroup label="Tell it when" options={ALERT_OPTIONS} value={types} onChange={setTypes} />
        <FormError>{types.length === 0 ? 'Choose at least one.' : problem ? null : save.error?.message}</FormError>
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
