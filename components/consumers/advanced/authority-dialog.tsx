'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { RequestError } from '#lib/queries/request-json.ts'
import { saveAuthority } from '#lib/queries/transport-security.ts'

type Props = { instanceId: string; consumerId: string; current: string; onOpenChange: (isOpen: boolean) => void }

/** The authority of a receiver whose certificate no public one signed. */
export function AuthorityDialog({ instanceId, consumerId, current, onOpenChange }: Props) {
  const [cert, setCert] = useState(current)
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => saveAuthority(instanceId, consumerId, cert),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
      notifyDone('Private authority saved')
      onOpenChange(false)
    },
  })
  const fields = save.error instanceof RequestError ? save.error.fields : {}
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Private server authority" size="md">
      <form onSubmit={submit} noValidate className="grid gap-4">
        <TextArea
          label="Certificates of the authority"
          mono
          rows={10}
          autoFocus
          value={cert}
          onChange={setCert}
          placeholder={'-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----'}
          description="PEM, one or more. The receiver has to show a certificate that one of them signed."
          isInvalid={fields.cert !== undefined}
          errorMessage={fields.cert}
        />
        {fields.cert === undefined && <FormError>{save.error?.message}</FormError>}
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Saving…">
            Save authority
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
