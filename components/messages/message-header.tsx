'use client'
import { useQuery } from '@tanstack/react-query'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { DeliveryCounts } from '#components/deliveries/delivery-counts.tsx'
import { useResendFailed } from '#components/deliveries/use-resend-failed.ts'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Link } from '#components/ui/link.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatBytes, formatExact, shortenId } from '#lib/format.ts'
import { logQueries, NO_LOG_FILTERS } from '#lib/queries/logged-messages.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'
import { sourceQueries } from '#lib/queries/sources.ts'

type Props = { instanceId: string; message: MessageItem }

/** What it is, what became of it, and one press to send again what failed. */
export function MessageHeader({ instanceId, message }: Props) {
  const filters = { ...NO_LOG_FILTERS, id: message.id }
  const logged = useQuery({ ...logQueries.head(instanceId, filters), refetchInterval: LIVE_INTERVAL })
  const counts = logged.data?.data[0]?.deliveries
  return (
    <PageHeader
      title={message.eventType}
      isMono
      aside={
        <>
          {message.isTest && <NotePill>test</NotePill>}
          {counts && <DeliveryCounts counts={counts} />}
        </>
      }
      actions={
        <ResendFailed
          instanceId={instanceId}
          messageId={message.id}
          isNeeded={Object.keys(counts ?? {}).some((status) => status !== 'success' && status !== 'cancelled')}
        />
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
  )
}

type ResendFailedProps = { instanceId: string; messageId: string; isNeeded: boolean }

function ResendFailed({ instanceId, messageId, isNeeded }: ResendFailedProps) {
  const mayResend = useCan('delivery:write')
  const resendFailed = useResendFailed(instanceId)
  if (!mayResend) return null
  return (
    <Button
      icon={<RotateCw />}
      isBusy={resendFailed.isPending}
      busyLabel="Sending…"
      isDisabled={!isNeeded}
      onPress={() => resendFailed.mutate(messageId)}
    >
      Resend what failed
    </Button>
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
