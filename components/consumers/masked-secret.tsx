'use client'
import { useMutation } from '@tanstack/react-query'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan, usePerson } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'

const MASK = `whsec_${'•'.repeat(24)}`

type MaskedSecretProps = {
  reveal: () => Promise<string>
  rotate: () => Promise<unknown>
  /** What else changes with a rotation. */
  onRotated?: () => Promise<unknown>
}

/** A signing secret masked; reveal, copy and rotate for those who may. */
export function MaskedSecret({ reveal, rotate, onRotated }: MaskedSecretProps) {
  const [shown, setShown] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const mayRead = useCan('secret:read')
  const mayRotate = useCan('secret:write')
  const { isGuest } = usePerson()
  const revealing = useMutation({
    mutationFn: reveal,
    onSuccess: setShown,
    onError: notifyRequestError('The secret was not shown'),
  })
  const rotating = useMutation({
    mutationFn: rotate,
    onSuccess: async () => {
      await onRotated?.()
      setShown(null)
      setAsking(false)
      notifyDone('Signing secret rotated', {
        detail: 'The old one also signs for a while, so that nobody has to hurry.',
      })
    },
  })
  if (!mayRead)
    return (
      <>
        <span className="mono">{MASK}</span>
        <span className="text-ink-3 text-xs">
          {isGuest ? 'not part of your access' : 'hidden from viewers; an admin can show it'}
        </span>
      </>
    )
  return (
    <>
      <span className="mono break-all">{shown ?? MASK}</span>
      <IconButton
        label={shown === null ? 'Show the signing secret' : 'Hide the signing secret'}
        onPress={() => (shown === null ? revealing.mutate() : setShown(null))}
      >
        {shown === null ? <Eye /> : <EyeOff />}
      </IconButton>
      <CopyButton value={() => shown ?? reveal()} label="signing secret" />
      {mayRotate && (
        <Button variant="quiet" icon={<RefreshCw />} onPress={() => setAsking(true)}>
          Rotate…
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title="Rotate the signing secret?"
          confirmLabel="Rotate it"
          isDanger={false}
          isBusy={rotating.isPending}
          busyLabel="Rotating…"
          errorMessage={rotating.error?.message}
          onConfirm={() => rotating.mutate()}
        >
          Posthorn makes a new secret. Every message is signed with both for a while (24 h unless your instance says
          otherwise), so receivers can switch without a gap.
        </ConfirmDialog>
      )}
    </>
  )
}
