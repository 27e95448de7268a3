'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Trash from 'lucide-react/icons/trash-2'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatCount } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { type CertificateView, removeIdentity, tlsQueries } from '#lib/queries/transport-security.ts'
import { certificateLife } from '../certificate-days.ts'
import { CertificateFacts } from './certificate-facts.tsx'
import { CertificateLifeBar } from './certificate-life-bar.tsx'

const IdentityDialog = dynamic(() => import('./identity-dialog.tsx').then((module) => module.IdentityDialog), {
  loading: () => null,
})
const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog.tsx').then((module) => module.ConfirmDialog),
  { loading: () => null },
)

/** The certificate that Posthorn shows to this consumer, with its countdown; set, replace and remove. */
export function ClientCertificate({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const [asked, setAsked] = useState<'set' | 'remove' | null>(null)
  const identity = useQuery(tlsQueries.identity(instanceId, consumerId))
  const mayWrite = useCan('consumer:write')
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeIdentity(instanceId, consumerId),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
      setAsked(null)
      notifyDone('Client certificate removed')
    },
  })
  const certificate = identity.data?.certificate ?? null
  return (
    <Panel
      title="Client certificate"
      count={certificate && <LifePill certificate={certificate} />}
      actions={
        mayWrite &&
        identity.data && (
          <>
            <Button onPress={() => setAsked('set')}>{certificate ? 'Replace…' : 'Set certificate…'}</Button>
            {certificate && (
              <IconButton label="Remove the client certificate" onPress={() => setAsked('remove')}>
                <Trash />
              </IconButton>
            )}
          </>
        )
      }
    >
      {identity.isPending && <SkeletonRows count={3} />}
      {identity.error && <QueryError error={identity.error} what="The client certificate" onRetry={identity.refetch} />}
      {identity.data && certificate === null && (
        <p className="px-4 py-3 text-ink-2">
          None. Set one where the receiver demands mutual TLS: it then knows that a request comes from you.
        </p>
      )}
      {certificate && (
        <>
          <CertificateLifeBar certificate={certificate} />
          <div className="border-line border-t">
            <CertificateFacts certificate={certificate} />
          </div>
        </>
      )}
      {asked === 'set' && (
        <IdentityDialog
          instanceId={instanceId}
          consumerId={consumerId}
          onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        />
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setAsked(null)}
          title="Remove the client certificate?"
          confirmLabel="Remove it"
          isBusy={remove.isPending}
          busyLabel="Removing…"
          errorMessage={remove.error?.message}
          onConfirm={() => remove.mutate()}
        >
          Its key is deleted and cannot be had back. A receiver that demands a certificate then refuses every request.
        </ConfirmDialog>
      )}
    </Panel>
  )
}

function LifePill({ certificate }: { certificate: CertificateView }) {
  const { days, state } = certificateLife(certificate.validTo)
  if (state === 'expired') return <Pill kind="failure">expired</Pill>
  if (state === 'ending') return <Pill kind="warning">{formatCount(days, 'day')} left</Pill>
  return <span>{formatCount(days, 'day')} left</span>
}
