'use client'
import { useQuery } from '@tanstack/react-query'
import RotateCw from 'lucide-react/icons/rotate-cw'
import dynamic from 'next/dynamic'
import { DeliveryCounts } from '#components/deliveries/delivery-counts.tsx'
import { useOpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { isOpen, useResendFailed } from '#components/deliveries/use-resend-failed.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Link } from '#components/ui/link.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatBytes, formatExact, shortenId } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import type { DeliveryItem } from '#lib/queries/schemas.ts'
import { sourceQueries } from '#lib/queries/sources.ts'
import { DeliveriesPanel } from './deliveries-panel.tsx'
import { ExpungeBody } from './expunge-body.tsx'
import { MessageBody } from './message-body.tsx'
import { MessageFacts } from './message-facts.tsx'
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
  const deliveries = useQuery(messageQueries.deliveries(instanceId, messageId))
  const mayResend = useCan('delivery:write')
  const resendFailed = useResendFailed(instanceId)
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
        aside={
          <>
            {message.isTest && <NotePill>test</NotePill>}
            {deliveries.data && <DeliveryCounts counts={countStatuses(deliveries.data.data)} />}
          </>
        }
        actions={
          mayResend && (
            <Button
              icon={<RotateCw />}
              isBusy={resendFailed.isPending}
              busyLabel="Sending…"
              isDisabled={!deliveries.data?.data.some(isOpen)}
              onPress={() => resendFailed.mutate(messageId)}
            >
              Resend what failed
            </Button>
          )
        }
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
            {message.sourceId !== null && <FromSource instanceId={instanceId} sourceId={message.sourceId} />}
          </>
        }
      />
      <Split side="lg">
        <Stack>
          <DeliveriesPanel instanceId={instanceId} messageId={message.id} attempt={attempt} />
          <WhyNotPanel instanceId={instanceId} message={message} />
        </Stack>
        <Stack>
          <MessageFacts instanceId={instanceId} message={message} />
          <MessageBody
            instanceId={instanceId}
            message={message}
            footer={<ExpungeBody instanceId={instanceId} messageId={message.id} />}
          />
        </Stack>
      </Split>
    </Page>
  )
}

function FromSource({ instanceId, sourceId }: { instanceId: string; sourceId: string }) {
  const mayRead = useCan('source:read')
  const { data: source } = useQuery({ ...sourceQueries.one(instanceId, sourceId), enabled: mayRead })
  if (!mayRead) return null
  return (
    <span>
      from source{' '}
      <Link href={`/${instanceId}/sources/${sourceId}`} variant="plain">
        {source?.name ?? shortenId(sourceId)}
      </Link>
    </span>
  )
}

function countStatuses(deliveries: readonly DeliveryItem[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { delivery } of deliveries) counts[delivery.status] = (counts[delivery.status] ?? 0) + 1
  return counts
}
