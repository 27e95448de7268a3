'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { FormError } from '#components/form/form-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { CheckboxGroup } from '#components/ui/checkbox-group.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { createPortalLink, portalQueries } from '#lib/queries/portal.ts'
import { CAPABILITY_OPTIONS, isCapability } from './portal-capabilities.ts'
import { ShownOnce } from './shown-once.tsx'

const EXPIRIES = [
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
]
/** What the API takes as a session id. */
const SESSION_ID = /^[a-zA-Z0-9@_-]{0,64}$/

/** For whom, what they may do and until when; then the link, once. */
export function PortalLinkDialog({ instanceId, onClose }: { instanceId: string; onClose: () => void }) {
  const queries = useQueryClient()
  const [sessionId, setSessionId] = useState('')
  const [capabilities, setCapabilities] = useState<string[]>(CAPABILITY_OPTIONS.map(({ value }) => value))
  const [expiry, setExpiry] = useState('604800')
  const isNameFit = SESSION_ID.test(sessionId)
  const create = useMutation({
    mutationFn: () =>
      createPortalLink(instanceId, {
        ...(sessionId === '' ? {} : { sessionId }),
        capabilities: capabilities.filter(isCapability),
        expiry: Number(expiry),
      }),
    onSuccess: () => queries.invalidateQueries(portalQueries.sessions(instanceId)),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isNameFit && !create.isPending) create.mutate()
  }
  if (create.data) {
    const { pathname, hash } = new URL(create.data.url)
    return (
      <Dialog isOpen onOpenChange={onClose} title={`Portal link${sessionId && ` for ${sessionId}`}`} size="md">
        <ShownOnce label="Portal link" value={`${location.origin}${pathname}${hash}`} onDone={onClose}>
          Send it to your customer. It opens once, needs no account, and is shown only now.
        </ShownOnce>
      </Dialog>
    )
  }
  return (
    <Dialog isOpen onOpenChange={onClose} title="Make a portal link" size="md">
      <form onSubmit={submit} className="grid gap-4">
        <TextField
          autoFocus
          autoComplete="off"
          label="For"
          value={sessionId}
          onChange={setSessionId}
          isInvalid={!isNameFit}
          errorMessage="At most 64 letters, digits, @, _ and -."
          placeholder="acme-ops"
          description="A name for the list and the audit log; may stay empty."
        />
        <CheckboxGroup
          label="They may"
          options={CAPABILITY_OPTIONS}
          value={capabilities}
          onChange={setCapabilities}
          description="In this instance only. They see neither its sources nor these settings."
        />
        <Select label="Until" options={EXPIRIES} value={expiry} onChange={setExpiry} className="max-w-48" />
        <FormError>{create.error?.message}</FormError>
        <div className="flex justify-end gap-2">
          <Button size="md" onPress={onClose}>
            Cancel
          </Button>
          <Button size="md" type="submit" variant="primary" isBusy={create.isPending} busyLabel="Making the link…">
            Make the link
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
