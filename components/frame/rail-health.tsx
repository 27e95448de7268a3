'use client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '#components/ui/link.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import type { StatusKind } from '#components/ui/status-kind.ts'
import { formatCount, formatDuration, formatLatency, formatNumber } from '#lib/format.ts'
import { type SystemView, settingsQueries } from '#lib/queries/settings.ts'
import { useCan } from './permissions.tsx'

/** Often enough to notice that deliveries stand still, seldom enough to cost nothing. */
const EVERY_MS = 10_000
/** A lag worth a warning, in ms. */
const LATE_MS = 5000

type Health = { kind: StatusKind; words: string }

const LOOKING: Health = { kind: 'waiting', words: 'Looking…' }
/** What was known may be long past. */
const SILENT: Health = { kind: 'warning', words: 'Posthorn does not answer' }

/** At the foot of the rail: are deliveries going out? Workers, lag, queue; the version and retention beneath. */
export function RailHealth({ instanceId, version }: { instanceId: string; version: string }) {
  const mayRead = useCan('system:read')
  const { data, isError } = useQuery({ ...settingsQueries.system(), refetchInterval: EVERY_MS, enabled: mayRead })
  if (!mayRead) return <p>{version}</p>
  const { kind, words } = isError ? SILENT : data ? healthOf(data) : LOOKING
  return (
    <>
      <Link
        href={`/${instanceId}/settings/system`}
        variant="quiet"
        title={words}
        className={`flex items-center gap-1.5 ${kind === 'failure' ? 'font-medium text-failure' : ''}`}
      >
        <StatusGlyph kind={kind} size="xs" />
        <span className="max-lg:sr-only">{words}</span>
      </Link>
      <p className="max-lg:hidden">
        {data ? `${formatNumber(data.queue.waiting)}${data.queue.isMore ? '+' : ''} waiting` : 'Queue'}
        {' · '}
        {version}
      </p>
    </>
  )
}

function healthOf({ workers, queue }: SystemView): Health {
  const alive = workers.filter(({ isAlive }) => isAlive)
  if (alive.length === 0) return { kind: 'failure', words: 'No worker runs' }
  const late = queue.oldestDueSeconds ?? 0
  const lag = Math.max(...alive.map(({ lagMs }) => lagMs))
  const words = `${formatCount(alive.length, 'worker')}, lag ${lag >= 1000 ? formatDuration(lag / 1000) : formatLatency(lag)}`
  return { kind: lag > LATE_MS && late > 0 ? 'warning' : 'success', words }
}
