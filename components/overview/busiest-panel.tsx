import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { formatNumber } from '#lib/format.ts'
import type { OverviewView } from '#lib/queries/overview.ts'

/** Event types by messages accepted, each against the busiest. */
export function BusiestPanel({ instanceId, busiest }: { instanceId: string; busiest: OverviewView['busiest'] }) {
  const top = busiest[0]?.accepted ?? 1
  if (busiest.length === 0) return null
  return (
    <Panel title="Busiest event types" isPadded>
      <ul className="grid gap-3">
        {busiest.map(({ eventType, accepted }) => (
          <li key={eventType} className="grid gap-1">
            <span className="flex items-baseline gap-3">
              <span className="mono min-w-0 truncate">
                <Link href={`/${instanceId}/logs?eventType=${encodeURIComponent(eventType)}`} variant="plain">
                  {eventType}
                </Link>
              </span>
              <span className="ml-auto">{formatNumber(accepted)}</span>
            </span>
            <span aria-hidden="true" className="h-0.75 rounded-full bg-pressed">
              <span
                className="block h-full rounded-full bg-line-strong"
                style={{ width: `${(accepted / top) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
