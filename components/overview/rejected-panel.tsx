import { ButtonLink } from '#components/ui/button-link.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import type { OverviewRejection } from '#lib/queries/overview.ts'

/** The newest requests that were not let in, and why. */
export function RejectedPanel({
  instanceId,
  rejected,
}: {
  instanceId: string
  rejected: readonly OverviewRejection[]
}) {
  return (
    <Panel
      title="Rejected on the way in"
      actions={
        <ButtonLink href={`/${instanceId}/sources`} variant="quiet">
          Sources
        </ButtonLink>
      }
    >
      {rejected.length === 0 && <p className="p-4 text-ink-2">Every request that came in was let in.</p>}
      <ul className="divide-y divide-line">
        {rejected.map(({ id, at, sourceId, sourceName, reason, detail }) => (
          <li key={id} className="grid grid-cols-[18px_minmax(0,1fr)_auto] gap-x-2 px-4 py-2.5">
            <StatusGlyph kind="rejected" className="mt-0.75" />
            <span className="flex min-w-0 flex-wrap gap-x-2">
              <b className="truncate font-medium">
                {sourceId ? (
                  <Link href={`/${instanceId}/sources/${sourceId}`} variant="plain">
                    {sourceName}
                  </Link>
                ) : (
                  sourceName
                )}
              </b>
              <span className="mono text-ink-2">{reason}</span>
            </span>
            <RelativeTime at={at} show="clock" className="text-ink-2 text-xs" />
            {detail && <span className="col-start-2 col-end-4 text-ink-2 text-xs">{detail}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
