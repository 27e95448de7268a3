'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Eye from 'lucide-react/icons/eye'
import EyeOff from 'lucide-react/icons/eye-off'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatExact } from '#lib/format.ts'
import { consumerQueries, revealSecret, rotateSecret } from '#lib/queries/consumers.ts'

const MASK = `whsec_${'•'.repeat(24)}`

/** The secret masked; reveal, copy and rotate for those who may. */
export function SigningSecret({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const terms = useQuery(consumerQueries.terms(instanceId, consumerId))
  const queries = useQueryClient()
  const [shown, setShown] = useState<string | null>(null)
  const [isAsking, setAsking] = useState(false)
  const mayRead = useCan('secret:read')
  const mayRotate = useCan('secret:write')
  const reveal = useMutation({
    mutationFn: () => revealSecret(instanceId, consumerId),
    onSuccess: setShown,
    onError: notifyRequestError('The secret was not shown'),
  })
  const rotate = useMutation({
    mutationFn: () => rotateSecret(instanceId, consumerId),
    onSuccess: async () => {
      await queries.invalidateQueries(consumerQueries.terms(instanceId, consumerId))
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
        <span className="text-ink-3 text-xs">hidden from viewers; an admin can show it</span>
      </>
    )
  return (
    <>
      <span className="mono break-all">{shown ?? MASK}</span>
      <IconButton
        label={shown === null ? 'Show the signing secret' : 'Hide the signing secret'}
        onPress={() => (shown === null ? reveal.mutate() : setShown(null))}
      >
        {shown === null ? <Eye /> : <EyeOff />}
      </IconButton>
      <CopyButton value={() => shown ?? revealSecret(instanceId, consumerId)} label="signing secret" />
      {mayRotate && (
        <Button variant="quiet" icon={<RefreshCw />} onPress={() => setAsking(true)}>
          Rotate…
        </Button>
      )}
      <SecretOverlap until={terms.data?.oldSecretsUntil ?? []} />
      {isAsking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title="Rotate the signing secret?"
          confirmLabel="Rotate it"
          isDanger={false}
          isBusy={rotate.isPending}
          busyLabel="Rotating…"
          errorMessage={rotate.error?.message}
          onConfirm={() => rotate.mutate()}
        >
          Posthorn makes a new secret. Every message is signed with both for a while (24 h unless your instance says
          otherwise), so receivers can switch without a gap.
        </ConfirmDialog>
      )}
    </>
  )
}

/** Until when older secrets sign as well. */
function SecretOverlap({ until }: { until: readonly string[] }) {
  const last = until.at(-1)
  if (last === undefined) return null
  const which = until.length === 1 ? 'the old one also signs' : `${until.length} old ones also sign, the last`
  return (
    <span className="text-ink-3 text-xs">
      rotated; {which} until {formatExact(last, 'local')} (<RelativeTime at={last} />)
    </span>
  )
}
