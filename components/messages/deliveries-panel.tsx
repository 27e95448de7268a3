'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { scheduleOf } from '#components/deliveries/attempt-tape.ts'
import { attemptKey, type OpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatNumber } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'
import { DeliveryBlock, FoldedDelivery, oldestFirst } from './delivery-block.tsx'

type Props = { instanceId: string; message: MessageItem; attempt: OpenAttempt }

/** One block for each consumer that gets the message, with every attempt and the next one. */
export function DeliveriesPanel({ instanceId, message, attempt }: Props) {
  const messageId = message.id
  const refetchInterval = LIVE_INTERVAL
  const deliveries = useInfiniteQuery({ ...messageQueries.deliveries(instanceId, messageId), refetchInterval })
  const rows = deliveries.data?.pages.flatMap((page) => page.data) ?? []
  const isMany = deliveries.data?.pages[0]?.done === false
  const attempts = useQuery({
    ...attemptQueries.ofMessage(instanceId, messageId),
    refetchInterval,
    enabled: deliveries.isSuccess && !isMany,
  })
  // Without its attempts a delivery would read as if nothing had been tried.
  const isWaiting = deliveries.isPending || (deliveries.isSuccess && !isMany && attempts.isPending)
  const all = useMemo(() => oldestFirst(attempts.data?.data ?? []), [attempts.data])
  const { setNeighbours } = attempt
  useEffect(() => setNeighbours(all.map(attemptKey)), [all, setNeighbours])
  // The schedule is the event type's or the instance's: one consumer's terms tell it for all.
  const first = rows[0]?.id ?? ''
  const { data: terms } = useQuery({ ...consumerQueries.terms(instanceId, first), enabled: first !== '' })
  const shared = { instanceId, messageId, schedule: scheduleOf(terms, message.eventType), onOpen: attempt.setOpen }
  const error = deliveries.error ?? attempts.error
  return (
    <Panel
      title="Deliveries"
      count={deliveries.data && `${formatNumber(rows.length)}${deliveries.hasNextPage ? ' shown, there are more' : ''}`}
      footer={
        deliveries.hasNextPage && (
          <Button
            variant="quiet"
            isBusy={deliveries.isFetchingNextPage}
            busyLabel="Loading…"
            onPress={() => void deliveries.fetchNextPage()}
            className="-ml-2.5 text-xs"
          >
            Load more
          </Button>
        )
      }
    >
      {isWaiting && <SkeletonRows count={4} />}
      {error && rows.length === 0 && <QueryError error={error} what="The deliveries" onRetry={deliveries.refetch} />}
      {deliveries.data && !isWaiting && rows.length === 0 && (
        <EmptyState title="Nobody got this message">
          No consumer listened to its event type with matching tags when it was accepted.
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {(isWaiting ? [] : rows).map((delivery) => (
          <li key={delivery.id} className="px-4 *:border-t-0">
            {isMany ? (
              <FoldedDelivery {...shared} delivery={delivery} />
            ) : (
              <DeliveryBlock
                {...shared}
                delivery={delivery}
                attempts={all.filter((row) => row.endpointId === delivery.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
