'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { expungeMessage, messageQueries } from '#lib/queries/messages.ts'

/** Removes the body of a message for good, after asking. */
export function ExpungeBody({ instanceId, messageId }: { instanceId: string; messageId: string }) {
  const [isAsking, setAsking] = useState(false)
  const mayExpunge = useCan('message:expunge')
  const queries = useQueryClient()
  const expunge = useMutation({
    mutationFn: () => expungeMessage(instanceId, messageId),
    onSuccess: () => {
      setAsking(false)
      notifyDone('Body expunged')
      return queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
    },
  })
  if (!mayExpunge) return <span>Kept byte for byte</span>
  return (
    <>
      <span>Kept byte for byte</span>
      <Button variant="danger" className="ml-auto" onPress={() => setAsking(true)}>
        Expunge…
      </Button>
      {isAsking && (
        <ConfirmDialog
          isOpen
          onOpenChange={setAsking}
          title="Expunge the body?"
          confirmLabel="Expunge it"
          isBusy={expunge.isPending}
          busyLabel="Expunging…"
          errorMessage={expunge.error?.message}
          onConfirm={() => expunge.mutate()}
        >
          The body is removed at once and for good. What still retries can not be sent any more.
        </ConfirmDialog>
      )}
    </>
  )
}
