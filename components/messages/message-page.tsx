'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useOpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { formatBytes, formatExact } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { expungeMessage, messageQueries } from '#lib/queries/messages.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'
import { DeliveriesPanel } from './deliveries-panel.tsx'
import { MessageBody } from './message-body.tsx'
import { WhyNotPanel } from './why-not-panel.tsx'

const AttemptDrawer = dynamic(
  () => import('#components/deliveries/attempt-drawer.tsx').then((module) => module.AttemptDrawer),
  { loading: () => null },
)

/** One message: its body, tags, and what became of it at every consumer. */
export function MessagePage({ instanceId, messageId }: { instanceId: string; messageId: string }) {
  const { data: message, error, refetch } = useQuery(messageQueries.one(instanceId, messageId))
  const attempt = useOpenAttempt()
  const attempts = useQuery(attemptQueries.ofMessage(instanceId, messageId))
  if (!message)
    return (
      <Page>
        {error ? <QueryError error={error} what="The message" onRetry={refetch} /> : <SkeletonRows count={8} />}
      </Page>
    )
  const openId = attempt.open?.split('.')[1]
  const endpointId = attempts.data?.data.find((row) => row.id === openId)?.endpointId ?? ''
  const drawer = attempt.open && (
    <AttemptDrawer instanceId={instanceId} attempt={attempt} consumer={{ id: endpointId }} />
  )
  return (
    <Page drawer={drawer}>
      <PageHeader
        title={message.eventType}
        isMono
        aside={message.isTest && <NotePill>test</NotePill>}
        meta={
          <>
            <span className="mono flex items-center gap-1">
              <span className="break-all">{message.id}</span>
              <CopyButton value={message.id} label="message id" />
            </span>
            <span>
              {formatExact(message.timestamp)} UTC, <RelativeTime at={message.timestamp} />
            </span>
            <span>{formatBytes(message.size)}</span>
          </>
        }
      />
      <Split side="lg">
        <Stack>
          <DeliveriesPanel instanceId={instanceId} messageId={message.id} attempt={attempt} />
          <WhyNotPanel instanceId={instanceId} message={message} />
        </Stack>
        <Stack>
          <Facts message={message} />
          <MessageBody
            instanceId={instanceId}
            message={message}
            footer={<Expunge instanceId={instanceId} message={message} />}
          />
        </Stack>
      </Split>
    </Page>
  )
}

const ORIGINS = { create: 'create call: channels', payload: 'payload: tags', company: 'stored on the company' } as const

function Facts({ message }: { message: MessageItem }) {
  const facts = [
    ...(message.company === null ? [] : [{ label: 'Company', value: <span className="mono">{message.company}</span> }]),
    ...(message.eventId === null
      ? []
      : [{ label: 'Event id', value: <span className="mono break-all">{message.eventId}</span> }]),
    ...(message.labels.length === 0 ? [] : [{ label: 'Labels', value: message.labels.join(', ') }]),
    ...(message.deliverAt === null ? [] : [{ label: 'Deliver at', value: <RelativeTime at={message.deliverAt} /> }]),
  ]
  return (
    <>
      <Panel title="Tags" count="where each came from">
        {message.matchTags.length === 0 ? (
          <p className="px-4 py-3 text-ink-2">None: only consumers that take every company got it.</p>
        ) : (
          <ul className="divide-y divide-line">
            {message.matchTags.map(({ tag, origin }) => (
              <li key={tag} className="flex items-center justify-between gap-3 px-4 py-2">
                <Tag tag={tag} />
                <span className="text-ink-2 text-xs">{ORIGINS[origin]}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {facts.length > 0 && (
        <Panel title="About it">
          <PropertyList items={facts} />
        </Panel>
      )}
    </>
  )
}

function Expunge({ instanceId, message }: { instanceId: string; message: MessageItem }) {
  const [isAsking, setAsking] = useState(false)
  const mayWrite = useCan('delivery:write')
  const queries = useQueryClient()
  const expunge = useMutation({
    mutationFn: () => expungeMessage(instanceId, message.id),
    onSuccess: () => {
      setAsking(false)
      notifyDone('Body expunged')
      return queries.invalidateQueries({ queryKey: messageQueries.key(instanceId) })
    },
  })
  if (!mayWrite) return <span>Kept byte for byte</span>
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
