'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { Meter, MeterKey, type MeterTone } from '#components/ui/meter.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { formatCount, formatNumber } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'

type Props = { instanceId: string; isEveryType: boolean; eventTypes: readonly string[]; tags: readonly string[] }

/** How many of the last 1,000 messages these event types and tags would have let through, and which. */
export function FilterPreview({ instanceId, isEveryType, eventTypes, tags }: Props) {
  const chosen = useDeferredValue(isEveryType ? [] : eventTypes)
  const isReady = isEveryType || eventTypes.length > 0
  const preview = useQuery({
    ...consumerQueries.preview(instanceId, { eventTypes: chosen, tags }),
    enabled: isReady,
    placeholderData: keepPreviousData,
  })
  const hits = new Set(tags)
  return (
    <Panel
      title="It would have received"
      footer={
        isReady && preview.data?.from && preview.data.to && <Span from={preview.data.from} to={preview.data.to} />
      }
    >
      <div aria-live="polite" className="grid gap-3 px-4 py-3">
        {!isReady && <p className="text-ink-2">Choose event types to see which of the last messages match.</p>}
        {isReady && preview.isPending && <Skeleton className="w-40" />}
        {isReady && preview.error && (
          <p className="text-ink-2">The preview is not available: {preview.error.message}</p>
        )}
        {isReady && preview.data && <Counted {...preview.data} />}
      </div>
      {isReady && preview.data && (
        <ul className="divide-y divide-line border-line border-t">
          {preview.data.samples.slice(0, 6).map((sample) => (
            <li key={sample.id} className="grid gap-1 px-4 py-2">
              <span className="flex justify-between gap-3">
                <span className="mono truncate font-medium">{sample.eventType}</span>
                <RelativeTime at={sample.timestamp} show="clock" className="text-ink-2" />
              </span>
              <span className="flex flex-wrap items-center gap-2 text-ink-2 text-xs">
                {sample.companyName ?? sample.company}
                <TagList tags={sample.tags} hits={hits} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function Span({ from, to }: { from: string; to: string }) {
  return (
    <span>
      Messages from <RelativeTime at={from} show="clock" /> to <RelativeTime at={to} show="clock" />
    </span>
  )
}

type CountedProps = { considered: number; matched: number; typeOnly: number }

function Counted({ considered, matched, typeOnly }: CountedProps) {
  const others = considered - matched - typeOnly
  if (considered === 0) return <p className="text-ink-2">There are no messages yet to compare with.</p>
  return (
    <>
      <p>
        <span className="font-semibold text-2xl">{formatNumber(matched)}</span>{' '}
        <span className="text-ink-2">of the last {formatCount(considered, 'message')}</span>
      </p>
      <Meter
        label={`${matched} match, ${typeOnly} fail on tags, ${others} are of other event types`}
        parts={[
          { label: 'match', value: matched, tone: 'accent' },
          { label: 'tags', value: typeOnly, tone: 'strong' },
          { label: 'other', value: others, tone: 'faint' },
        ]}
      />
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-y-1 text-ink-2 text-xs">
        <Share tone="accent" label="Type and tags match" count={matched} />
        <Share tone="strong" label="Type matches, tags do not" count={typeOnly} />
        <Share tone="faint" label="Other event types" count={others} />
      </dl>
    </>
  )
}

function Share({ tone, label, count }: { tone: MeterTone; label: string; count: number }) {
  return (
    <>
      <dt className="flex items-center gap-2">
        <MeterKey tone={tone} />
        {label}
      </dt>
      <dd className="text-right font-medium text-ink">{formatNumber(count)}</dd>
    </>
  )
}
