'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { MaskedSecret } from '#components/consumers/masked-secret.tsx'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Status } from '#components/ui/status.tsx'
import {
  type AlertEndpoint,
  alertQueries,
  deleteAlertEndpoint,
  revealAlertSecret,
  rotateAlertSecret,
  updateAlertEndpoint,
} from '#lib/queries/alerts.ts'

type AlertEndpointRowProps = { instanceId: string; endpoint: AlertEndpoint; mayWrite: boolean; onEdit: () => void }

/** One alert endpoint: where, what, its secret; edit, switch off, delete. */
export function AlertEndpointRow({ instanceId, endpoint, mayWrite, onEdit }: AlertEndpointRowProps) {
  const queries = useQueryClient()
  const [isDeleting, setDeleting] = useState(false)
  const refresh = () => queries.invalidateQueries(alertQueries.list(instanceId))
  const name = consumerName(endpoint)
  const flip = useMutation({
    mutationFn: (disabled: boolean) => updateAlertEndpoint(instanceId, endpoint, { disabled }),
    onSuccess: ({ disabled }) => notifyDone(`${name} ${disabled ? 'disabled' : 'enabled'}`),
    onError: notifyRequestError(`${name} was not changed`),
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => deleteAlertEndpoint(instanceId, endpoint.id),
    onSuccess: () => notifyDone(`${name} deleted`),
    onSettled: refresh,
  })
  const isDisabled = flip.isPending ? flip.variables : endpoint.disabled
  const reason = endpoint.disabled ? endpoint.disabledReason : null
  return (
    <li className="grid gap-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span className="min-w-0 flex-1 basis-60 truncate font-medium">{name}</span>
        <Status kind={isDisabled ? 'disabled' : 'success'}>{isDisabled ? 'Disabled' : 'Enabled'}</Status>
        {mayWrite && (
          <span className="flex gap-2">
            <Button onPress={onEdit} aria-label={`Edit ${name}`}>
              Edit…
            </Button>
            <Button onPress={() => flip.mutate(!isDisabled)} isBusy={flip.isPending} busyLabel="Saving…">
              {isDisabled ? 'Enable' : 'Disable'}
            </Button>
            <Button variant="danger" onPress={() => setDeleting(true)} aria-label={`Delete ${name}`}>
              Delete…
            </Button>
          </span>
        )}
      </div>
      {reason && <p className="text-ink-2">{reason}</p>}
      <p className="mono flex min-w-0 items-center gap-1 text-ink-2">
        <span className="min-w-0 break-all">{endpoint.url}</span>
        <CopyButton value={endpoint.url} label={`URL of ${name}`} />
      </p>
      <p className="mono text-ink-3">{endpoint.eventTypes?.join(', ') ?? 'every alert'}</p>
      <div className="flex min-h-7 flex-wrap items-center gap-x-1.5 gap-y-1">
        <MaskedSecret
          reveal={() => revealAlertSecret(instanceId, endpoint.id)}
          rotate={() => rotateAlertSecret(instanceId, endpoint.id)}
        />
      </div>
      <ConfirmDialog
        isOpen={isDeleting}
        onOpenChange={setDeleting}
        title={`Delete ${name}?`}
        name={name}
        confirmLabel="Delete endpoint"
        isBusy={remove.isPending}
        busyLabel="Deleting…"
        errorMessage={remove.error?.message}
        onConfirm={() => remove.mutate()}
      >
        It is told nothing any more, and what waits for it is not sent.
      </ConfirmDialog>
    </li>
  )
}
