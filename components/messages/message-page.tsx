'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useOpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import { DeliveriesPanel } from './deliveries-panel.tsx'
import { ExpungeBody } from './expunge-body.tsx'
import { MessageBody } from './message-body.tsx'
import { MessageFacts } from './message-facts.tsx'
import { MessageHeader } from './message-header.tsx'
import { WhyNotPanel } from './why-not-panel.tsx'

const AttemptDrawer = dynamic(
  () => import('#components/deliveries/attempt-drawer.tsx').then((module) => module.AttemptDrawer),
  { loading: () => null },
)

/** One message: its body, tags, and what became of it at every consumer. */
export function MessagePage({ instanceId, messageId }: { instanceId: string; messageId: string }) {
  const { data: message, error, refetch } = useQuery(messageQueries.one(instanceId, messageId))
  const attempt = useOpenAttempt()
  const openId = attempt.open?.split('.')[1] ?? ''
  const opened = useQuery({ ...attemptQueries.one(instanceId, messageId, openId), enabled: openId !== '' })
  if (!message)
    return (
      <Page>
        {error ? <QueryError error={error} what="The message" onRetry={refetch} /> : <SkeletonRows count={8} />}
      </Page>
    )
  const drawer = attempt.open && (
    <AttemptDrawer instanceId={instanceId} attempt={attempt} consumer={{ id: opened.data?.endpointId ?? '' }} />
  )
  return (
    <Page drawer={drawer}>
      <MessageHeader instanceId={instanceId} message={message} />
      <Split side="lg">
        <Stack>
          <DeliveriesPanel instanceId={instanceId} message={message} attempt={attempt} />
          <WhyNotPanel instanceId={instanceId} message={message} />
        </Stack>
        <Stack>
          <MessageFacts instanceId={instanceId} message={message} />
          <MessageBody
            instanceId={instanceId}
            message={message}
            footer={<ExpungeBody instanceId={instanceId} message={message} />}
          />
        </Stack>
      </Split>
    </Page>
  )
}
