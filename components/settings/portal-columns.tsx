import type { DataColumn } from '#components/data-table/data-column.ts'
import { Button } from '#components/ui/button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import type { PortalSessionView } from '#lib/queries/portal.ts'
import { describeCapabilities } from './portal-capabilities.ts'

export function portalColumns(onEnd: (session: PortalSessionView) => void): readonly DataColumn<PortalSessionView>[] {
  return [
    {
      id: 'for',
      header: 'For',
      width: 'minmax(160px,1.2fr)',
      card: 'lead',
      cell: ({ sessionId, createdBy, createdAt }) => (
        <span className="grid">
          <span className="truncate font-medium">{sessionId ?? 'nobody named'}</span>
          <span className="truncate text-ink-3 text-xs">
            by {createdBy}, <RelativeTime at={createdAt} />
          </span>
        </span>
      ),
    },
    {
      id: 'state',
      header: 'State',
      width: '144px',
      cell: ({ isOpened, lastUsedAt }) =>
        isOpened ? (
          <Status kind="success" reason={lastUsedAt && <RelativeTime at={lastUsedAt} />}>
            {lastUsedAt ? 'Seen' : 'Not used yet'}
          </Status>
        ) : (
          <Status kind="waiting">Not opened</Status>
        ),
    },
    {
      id: 'may',
      header: 'May',
      width: 'minmax(160px,2fr)',
      card: 'full',
      cell: ({ capabilities }) => (
        <span className="block truncate" title={describeCapabilities(capabilities)}>
          {describeCapabilities(capabilities)}
        </span>
      ),
    },
    {
      id: 'ends',
      header: 'Ends',
      width: '96px',
      cell: ({ expiresAt }) => (
        <span>
          <span className="text-ink-3 sm:hidden">ends </span>
          <RelativeTime at={expiresAt} className="text-ink-2" />
        </span>
      ),
    },
    {
      id: 'end',
      header: 'Action',
      width: '80px',
      align: 'end',
      card: 'full',
      cell: (session) => (
        <Button variant="danger" onPress={() => onEnd(session)} aria-label={`End ${session.sessionId ?? 'access'}`}>
          End…
        </Button>
      ),
    },
  ]
}
