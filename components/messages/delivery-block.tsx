'use client'
import { useQuery } from '@tanstack/react-query'
import RotateCw from 'lucide-react/icons/rotate-cw'
import { type ReactNode, useState } from 'react'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { attemptCode, attemptStatus, deliveryStatus } from '#components/deliveries/attempt-status.ts'
import { tapeOf } from '#components/deliveries/attempt-tape.ts'
import { diagnoseAttempt } from '#components/deliveries/diagnose-attempt.ts'
import { attemptKey } from '#components/deliveries/use-open-attempt.ts'
import { useResend } from '#components/deliveries/use-resend.ts'
import { LIVE_INTERVAL } from '#components/frame/live-interval.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { AttemptTape } from '#components/ui/attempt-tape.tsx'
import { Button } from '#components/ui/button.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Link } from '#components/ui/link.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { Timeline, type TimelineStep } from '#components/ui/timeline.tsx'
import { formatDuration, formatLatency } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import type { AttemptItem, DeliveryItem } from '#lib/queries/schemas.ts'

type FoldedProps = {
  instanceId: string
  messageId: string
  delivery: DeliveryItem
  /** Seconds before each attempt, as far as known. */
  schedule: readonly number[]
  onOpen: (key: string) => void
}

type BlockProps = FoldedProps & {
  attempts: readonly AttemptItem[]
  /** Told when it is folded and unfolded; with it, it is folded at first. */
  onOpenChange?: (isOpen: boolean) => void
}

/** One of very many: folded, and its attempts are asked for when somebody unfolds it. */
export function FoldedDelivery(props: FoldedProps) {
  const [isOpen, setOpen] = useState(false)
  const { data } = useQuery({
    ...attemptQueries.ofDelivery(props.instanceId, props.messageId, props.delivery.id),
    refetchInterval: LIVE_INTERVAL,
    enabled: isOpen,
  })
  return <DeliveryBlock {...props} attempts={oldestFirst(data?.data ?? [])} onOpenChange={setOpen} />
}

export function oldestFirst(attempts: readonly AttemptItem[]): readonly AttemptItem[] {
  return attempts.toSorted((a, b) => a.timestamp.localeCompare(b.timestamp))
}

/** What became of a message at one consumer: every attempt, and the next one. */
export function DeliveryBlock({
  instanceId,
  messageId,
  delivery,
  schedule,
  attempts,
  onOpen,
  onOpenChange,
}: BlockProps) {
  const resend = useResend(instanceId)
  const mayResend = useCan('delivery:write')
  const { kind, word } = deliveryStatus(delivery.status)
  const last = attempts.at(-1)
  return (
    <Disclosure
      isOpen={onOpenChange === undefined && (delivery.status !== 0 || attempts.length > 1)}
      onOpenChange={onOpenChange}
      title={
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate">{consumerName(delivery)}</span>
          <span className="mono truncate font-normal text-ink-3 max-md:hidden">{URL.parse(delivery.url)?.host}</span>
        </span>
      }
      tools={
        <span className="flex items-center gap-2.5 bg-surface">
          {attempts.length >= delivery.delivery.attempts && (
            <span className="max-sm:hidden">
              <AttemptTape cells={tapeOf(attempts, schedule.length)} />
            </span>
          )}
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
          {(row.statusCode !== null || !failure) && (
            <span className={`mono ${failure ? 'text-failure' : 'text-success'}`}>{attemptCode(row)} </span>
          )}
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
