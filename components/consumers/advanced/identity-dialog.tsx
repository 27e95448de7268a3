'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PasswordField } from '#components/ui/password-field.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { RequestError } from '#lib/queries/request-json.ts'
import { saveIdentity } from '#lib/queries/transport-security.ts'

type Props = { instanceId: string; consumerId: string; onOpenChange: (isOpen: boolean) => void }

const ENCRYPTED = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: *4, *ENCRYPTED/

/** Key and certificate in one text; an encrypted key asks for its passphrase. */
export function IdentityDialog({ instanceId, consumerId, onOpenChange }: Props) {
  const [identity, setIdentity] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => saveIdentity(instanceId, consumerId, identity, passphrase),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
      notifyDone('Client certificate saved', { detail: 'Test the connection to see that the receiver takes it.' })
      onOpenChange(false)
    },
  })
  const fields = save.error instanceof RequestError ? save.error.fields : {}
  const isEncrypted = ENCRYPTED.test(identity) || fields.passphrase !== undefined
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const isKnown = fields.identity !== undefined || fields.passphrase !== undefined
  return (
    <Dialog isOpen onOpenChange={onOpenChange} title="Client certificate" size="md">
      <form onSubmit={submit} noValidate className="grid gap-4">
        <TextArea
          label="Private key and certificate"
          mono
          rows={12}
          autoFocus
          value={identity}
          onChange={(text) => {
            setIdentity(text)
            save.reset()
          }}
          placeholder={'-----BEGIN PRIVATE KEY-----\n…\n-----END PRIVATE KEY-----\n\n-----BEGIN CERTIFICATE-----\n…'}
          description="PEM, in either order, the chain after the certificate. The key is encrypted and never shown again."
          isInvalid={fields.identity !== undefined}
          errorMessage={fields.identity}
        />
        {isEncrypted && (
          <PasswordField
            label="Passphrase of the key"
            value={passphrase}
            onChange={setPassphrase}
            autoComplete="off"
            description="Used once to decrypt the key, and not kept."
            isInvalid={fields.passphrase !== undefined}
            errorMessage={fields.passphrase}
          />
        )}
        {!isKnown && <FormError>{save.error?.message}</FormError>}
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={save.isPending} busyLabel="Checking…">
            Save certificate
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
