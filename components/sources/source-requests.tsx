'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { QueryError } from '#components/frame/query-error.tsx'
import { ShortMessageList } from '#components/messages/short-message-list.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { HeaderList } from '#components/ui/header-list.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { Status } from '#components/ui/status.tsx'
import { type RejectionItem, sourceQueries } from '#lib/queries/sources.ts'

/** The newest requests of a source: turned away with the reason, then let in. */
export function SourceRequests({ instanceId, sourceId }: { instanceId: string; sourceId: string }) {
  const accepted = useQuery(sourceQueries.accepted(instanceId, sourceId))
  const rejected = useInfiniteQuery(sourceQueries.rejected(instanceId, sourceId))
  const refused = rejected.data?.pages.flatMap(({ data }) => data) ?? []
  const more = rejected.hasNextPage && (
    <Button onPress={() => void rejected.fetchNextPage()} isBusy={rejected.isFetchingNextPage} busyLabel="Loading…">
      Show older
    </Button>
  )
  return (
    <>
      <Panel
        title="Accepted"
        count="newest first"
        actions={<ButtonLink href={`/${instanceId}/logs?source=${sourceId}`}>All in Logs</ButtonLink>}
      >
        {accepted.data ? (
          accepted.data.data.length > 0 ? (
            <ShortMessageList instanceId={instanceId} messages={accepted.data.data} />
          ) : (
            <p className="p-4 text-ink-2">Nothing yet. Send a signed test, or call the URL from the provider.</p>
          )
        ) : accepted.isError ? (
          <QueryError error={accepted.error} what="The accepted requests" onRetry={accepted.refetch} />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Panel>
      <Panel
        title="Rejected"
        count={refused.length > 0 ? 'newest first, with the reason' : undefined}
        footer={more || undefined}
      >
        {rejected.data ? (
          <ul className="divide-y divide-line">
            {refused.length === 0 && <li className="p-4 text-ink-2">Every request was let in.</li>}
            {refused.map((item) => (
              <Rejection key={item.id} item={item} />
            ))}
          </ul>
        ) : rejected.isError ? (
          <QueryError error={rejected.error} what="The rejected requests" onRetry={rejected.refetch} />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Panel>
    </>
  )
}

function Rejection({ item }: { item: RejectionItem }) {
  const [reason = '', ...detail] = item.error_text.split(': ')
  const headers = Object.entries(item.headers).map(([name, value]) => ({ name, value }))
  return (
    <li className="grid gap-1 px-4 py-2.5">
      <span className="flex flex-wrap items-center gap-x-3">
        <Status kind="rejected">{item.status_code}</Status>
        <span className="mono">{reason}</span>
        <RelativeTime at={item.created_at} className="ml-auto text-ink-3 text-xs" />
      </span>
      {detail.length > 0 && <span className="text-ink-2">{detail.join(': ')}</span>}
      <Disclosure title="Request">
        <div className="grid gap-3">
          <HeaderList headers={headers} />
          {item.payload && <CodeBlock code={item.payload} label="body" language="text" isWrapped />}
        </div>
      </Disclosure>
    </li>
  )
}
