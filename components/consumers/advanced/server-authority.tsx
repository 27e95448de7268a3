'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { saveAuthority, tlsQueries } from '#lib/queries/transport-security.ts'
import { CertificateFacts } from './certificate-facts.tsx'

const AuthorityDialog = dynamic(() => import('./authority-dialog.tsx').then((module) => module.AuthorityDialog), {
  loading: () => null,
})

/** Which authorities the receiver's certificate is checked with. */
export function ServerAuthority({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const [isOpen, setOpen] = useState(false)
  const authority = useQuery(tlsQueries.authority(instanceId, consumerId))
  const mayWrite = useCan('consumer:write')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (cert: string | null) => saveAuthority(instanceId, consumerId, cert),
    onSuccess: async (_, cert) => {
      await queries.invalidateQueries({ queryKey: consumerQueries.key(instanceId) })
      const undo = authority.data?.cert
      if (cert === null)
        notifyDone('Public authorities are trusted again', { onUndo: undo ? () => save.mutate(undo) : undefined })
    },
    onError: notifyRequestError('The authority was not changed'),
  })
  const certificate = authority.data?.certificate ?? null
  return (
    <Panel
      title="Server authority"
      count={certificate ? 'private' : authority.data ? 'public roots' : undefined}
      actions={
        mayWrite &&
        authority.data && (
          <>
            {certificate && (
              <Button variant="quiet" isBusy={save.isPending} busyLabel="Saving…" onPress={() => save.mutate(null)}>
                Trust public roots
              </Button>
            )}
            <Button onPress={() => setOpen(true)}>{certificate ? 'Replace…' : 'Set private authority…'}</Button>
          </>
        )
      }
    >
      {authority.isPending && <SkeletonRows count={2} />}
      {authority.error && (
        <QueryError error={authority.error} what="The server authority" onRetry={authority.refetch} />
      )}
      {authority.data && certificate === null && (
        <p className="px-4 py-3 text-ink-2">
          The receiver’s certificate is checked with the public authorities. Give a private one for receivers inside
          your own network.
        </p>
      )}
      {certificate && <CertificateFacts certificate={certificate} />}
      {isOpen && (
        <AuthorityDialog
          instanceId={instanceId}
          consumerId={consumerId}
          current={authority.data?.cert ?? ''}
          onOpenChange={setOpen}
        />
      )}
    </Panel>
  )
}
