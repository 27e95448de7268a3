'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { formatDay } from '#lib/format.ts'
import { expungeMessage, messageQueries } from '#lib/queries/messages.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'

type ExpungeBodyProps = { instanceId: string; message: Pick<MessageItem, 'id' | 'keptUntil'> }

/** Until when the body of a message is kept, and the button that removes it for good, after asking. */
export function ExpungeBody({ instanceId, message }: ExpungeBodyProps) {
  const [isAsking, setAsking] = useState(false)
  const mayExpunge = useCan('message:expunge')
  const queries = useQueryClient()
  const expunge = useMutation({
    mutationFn: () => expungeMessage(instanceId, message.id),
    onSuccess: () => {
      setAsking(false)
      notifyDone('Body expunged')
      return queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
    },
  })
  if (message.keptUntil === null) return <span>The body is gone: it was expunged.</span>
  const kept = (
    <span>
      Kept byte for byte until <time dateTime={message.keptUntil}>{formatDay(message.keptUntil)}</time>
    </span>
  )
  if (!mayExpunge) return kept
  return (
    <>
      {kept}
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
