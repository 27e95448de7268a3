'use client'
import { useQuery } from '@tanstack/react-query'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { type ReactNode, useEffect, useMemo } from 'react'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { attemptCode, attemptStatus, deliveryStatus } from '#components/deliveries/attempt-status.ts'
import { scheduleOf, tapeOf } from '#components/deliveries/attempt-tape.ts'
import { diagnoseAttempt } from '#components/deliveries/diagnose-attempt.ts'
import { attemptKey, type OpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { useResend } from '#components/deliveries/use-resend.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { AttemptTape } from '#components/ui/attempt-tape.tsx'
import { Button } from '#components/ui/button.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { Status } from '#components/ui/status.tsx'
import { Timeline, type TimelineStep } from '#components/ui/timeline.tsx'
import { formatDuration, formatLatency } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import type { AttemptItem, DeliveryItem, MessageItem } from '#lib/queries/schemas.ts'

type Props = { instanceId: string; message: MessageItem; attempt: OpenAttempt }

/** One block for each consumer that gets the message, with every attempt and the next one. */
export function DeliveriesPanel({ instanceId, message, attempt }: Props) {
  const messageId = message.id
  const refetchInterval = LIVE_INTERVAL
  const deliveries = useQuery({ ...messageQueries.deliveries(instanceId, messageId), refetchInterval })
  const attempts = useQuery({ ...attemptQueries.ofMessage(instanceId, messageId), refetchInterval })
  const all = useMemo(
    () => [...(attempts.data?.data ?? [])].sort((a, b) => a.timestamp.localeCompare(b.timestamp)),
    [attempts.data],
  )
  const { setNeighbours } = attempt
  useEffect(() => setNeighbours(all.map(attemptKey)), [all, setNeighbours])
  const rows = deliveries.data?.data ?? []
  // The schedule is the event type's or the instance's: one consumer's terms tell it for all.
  const first = rows[0]?.id ?? ''
  const { data: terms } = useQuery({ ...consumerQueries.terms(instanceId, first), enabled: first !== '' })
  const schedule = scheduleOf(terms, message.eventType)
  const error = deliveries.error ?? attempts.error
  return (
    <Panel title="Deliveries" count={deliveries.data ? rows.length : undefined}>
      {deliveries.isPending && <SkeletonRows count={4} />}
      {error && rows.length === 0 && <QueryError error={error} what="The deliveries" onRetry={deliveries.refetch} />}
      {deliveries.data && rows.length === 0 && (
        <EmptyState title="Nobody got this message">
          No consumer listened to its event type with matching tags when it was accepted.
        </EmptyState>
      )}
      <ul className="divide-y divide-line">
        {rows.map((delivery) => (
          <li key={delivery.id} className="px-4 *:border-t-0">
            <DeliveryBlock
              instanceId={instanceId}
              messageId={messageId}
              delivery={delivery}
              schedule={schedule}
              attempts={all.filter((row) => row.endpointId === delivery.id)}
              onOpen={attempt.setOpen}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

type BlockProps = {
  instanceId: string
  messageId: string
  delivery: DeliveryItem
  /** Seconds before each attempt, as far as known. */
  schedule: readonly number[]
  attempts: readonly AttemptItem[]
  onOpen: (key: string) => void
}

function DeliveryBlock({ instanceId, messageId, delivery, schedule, attempts, onOpen }: BlockProps) {
  const resend = useResend(instanceId)
  const mayResend = useCan('delivery:write')
  const { kind, word } = deliveryStatus(delivery.status)
  const last = attempts.at(-1)
  return (
    <Disclosure
      isOpen={delivery.status !== 0 || attempts.length > 1}
      title={
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate">{consumerName(delivery)}</span>
          <span className="mono truncate font-normal text-ink-3 max-md:hidden">{URL.parse(delivery.url)?.host}</span>
        </span>
      }
      tools={
        <span className="flex items-center gap-2.5 bg-surface">
          <span className="max-sm:hidden">
            <AttemptTape cells={tapeOf(attempts, schedule.length)} />
          </span>
          <Status kind={kind}>{word}</Status>
        </span>
      }
    >
      <div className="grid gap-2">
        <Timeline label={`Attempts at ${consumerName(delivery)}`} steps={steps(attempts, delivery, schedule, onOpen)} />
        <div className="flex flex-wrap items-center gap-3">
          {mayResend && (
            <Button
              icon={<RotateCw />}
              isBusy={resend.isPending}
              busyLabel="Sending…"
              onPress={() => resend.mutate({ messageId, consumerId: delivery.id })}
            >
              Resend now
            </Button>
          )}
          {last && (
            <Button variant="quiet" onPress={() => onOpen(attemptKey(last))}>
              Open last attempt
            </Button>
          )}
          <Link href={`/${instanceId}/consumers/${delivery.id}`} variant="quiet">
            Consumer
          </Link>
        </div>
      </div>
    </Disclosure>
  )
}

function steps(
  attempts: readonly AttemptItem[],
  delivery: DeliveryItem,
  schedule: readonly number[],
  onOpen: (key: string) => void,
): TimelineStep[] {
  const done = attempts.map((row): TimelineStep => {
    const failure = diagnoseAttempt(row)
    const { kind } = attemptStatus(row)
    return {
      id: row.id,
      kind: failure ? 'failure' : kind,
      title: (
        <button type="button" onClick={() => onOpen(attemptKey(row))} className="rounded-xs hover:underline">
          Attempt {row.n}
        </button>
      ),
      time: <RelativeTime at={row.timestamp} show="clock" />,
      children: (
        <>
          <span className={`mono ${failure ? 'text-failure' : 'text-success'}`}>{attemptCode(row)}</span>{' '}
          {failure?.title} {row.trigger !== 'scheduled' && <span className="text-ink-3">{row.trigger}</span>}
        </>
      ),
      detail: formatLatency(row.durationMs),
    }
  })
  if (delivery.nextAttempt === null || delivery.status === 0) return done
  const next: TimelineStep = {
    id: 'next',
    kind: 'waiting',
    title: `Attempt ${delivery.delivery.attempts + 1}`,
    time: Date.parse(delivery.nextAttempt) > Date.now() && <RelativeTime at={delivery.nextAttempt} show="clock" />,
    children: <span className="text-ink-2">{whenNext(delivery, schedule)}</span>,
    isPlanned: true,
  }
  return [...done, next]
}

/** When what waits goes out: one that is due already is held by the pause, or by those before it. */
function whenNext({ paused, nextAttempt, delivery }: DeliveryItem, schedule: readonly number[]): ReactNode {
  if (paused) return 'held until the consumer is resumed'
  if (nextAttempt === null || Date.parse(nextAttempt) <= Date.now()) return 'as soon as its turn comes'
  const later = schedule.slice(delivery.attempts + 1).map(formatDuration)
  return (
    <>
      <RelativeTime at={nextAttempt} />
      {later.length > 0 && `, then ${later.join(', ')}`}
    </>
  )
}
