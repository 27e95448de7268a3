import NextLink from 'next/link'
import { Status } from '#components/ui/status.tsx'
import { formatBytes, formatClock, formatCount, formatLatency, shortenUrl } from '#lib/format.ts'
import type { LiveEvent } from '#lib/queries/live.ts'
import { LIVE_LOOK } from './live-kind.ts'

const grid =
  'grid items-center gap-x-4 px-4 sm:h-7 max-sm:gap-x-3 max-sm:py-1.5 grid-cols-[88px_minmax(0,1fr)_auto] sm:grid-cols-[96px_100px_minmax(0,1.3fr)_minmax(0,1.2fr)_minmax(0,1.2fr)_72px]'

/**
 * One line: 28 px, the time's milliseconds dark and the rest grey; on phones two. It leads to the message it tells of.
 */
export function LiveLine({ event, instanceId }: { event: LiveEvent; instanceId: string }) {
  const { glyph, word } = LIVE_LOOK[event.kind]
  const isBad = event.kind === 'failed' || event.kind === 'rejected'
  const content = (
    <>
      <LineTime at={event.at} />
      <Status kind={glyph}>{word}</Status>
      <span className="mono truncate">{event.eventType ?? <span className="text-ink-3">–</span>}</span>
      <span className="flex min-w-0 gap-3 max-sm:order-1 max-sm:col-span-2 max-sm:justify-between sm:contents">
        <span className="truncate text-ink-2">{shortenUrl(event.party.name)}</span>
        <span className={`mono truncate ${isBad ? 'text-failure' : 'text-ink-2'}`}>{outcomeOf(event)}</span>
      </span>
      <span className="mono justify-self-end text-ink-2">{figureOf(event)}</span>
    </>
  )
  const href = hrefOf(event, instanceId)
  if (href === null) return <span className={grid}>{content}</span>
  return (
    <NextLink
      href={href}
      prefetch={false}
      data-message={event.messageId ?? undefined}
      className={`${grid} -outline-offset-2! scroll-mt-20 scroll-mb-8 hover:bg-hover`}
    >
      {content}
    </NextLink>
  )
}

function LineTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at} className="mono text-ink-3 max-sm:order-1">
      {formatClock(at, 'local')}
      <b className="font-normal text-ink">.{at.slice(20, 23)}</b>
    </time>
  )
}

function hrefOf(event: LiveEvent, instanceId: string): string | null {
  if (event.messageId !== null) return `/${instanceId}/logs/${event.messageId}`
  return event.party.kind === 'source' && event.party.id !== null ? `/${instanceId}/sources/${event.party.id}` : null
}

function outcomeOf(event: LiveEvent): string {
  if (event.kind === 'received') return `to ${formatCount(event.consumers ?? 0, 'consumer')}`
  if (event.kind === 'rejected') return event.errorKind ?? ''
  if (event.kind === 'cancelled') return event.detail ?? 'cancelled by the transformation'
  const answer = event.statusCode !== null && event.statusCode > 0 ? String(event.statusCode) : event.errorKind
  if (event.kind === 'sent' && event.attempt === 1) return answer ?? ''
  const step = event.attempts === null ? `attempt ${event.attempt}` : `attempt ${event.attempt} of ${event.attempts}`
  return [answer, step].filter(Boolean).join(', ')
}

function figureOf(event: LiveEvent): string {
  if (event.ms !== null) return formatLatency(event.ms)
  return event.size === null ? '' : formatBytes(event.size)
}
