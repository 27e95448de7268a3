'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { formatCount } from '#lib/format.ts'
import { consumerQueries, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'
import { EventTypeTraffic } from './event-type-traffic.tsx'
import { groupOf } from './group-event-types.ts'
import { SchemaTree } from './schema-tree.tsx'

const EventTypeActions = dynamic(() => import('./event-type-actions.tsx').then((module) => module.EventTypeActions), {
  loading: () => null,
})
const EventTypeSchedule = dynamic(
  () => import('./event-type-schedule.tsx').then((module) => module.EventTypeSchedule),
  { loading: () => null },
)

/** One event type: schema, example and who listens. */
export function EventTypePage({ instanceId, name: encoded }: { instanceId: string; name: string }) {
  const name = decodeURIComponent(encoded)
  const types = useQuery(eventTypeQueries.catalogue(instanceId))
  const mayWrite = useCan('event-type:write')
  const type = types.data?.find((candidate) => candidate.name === name)
  if (types.isPending)
    return (
      <Page>
        <SkeletonRows count={6} />
      </Page>
    )
  if (types.error && !types.data)
    return (
      <Page>
        <QueryError error={types.error} what="The event type" onRetry={types.refetch} />
      </Page>
    )
  if (!type) return <UnknownType instanceId={instanceId} name={name} />
  return (
    <Page>
      <PageHeader
        title={type.name}
        isMono
        aside={
          <>
            <CopyButton value={type.name} label="event type" />
            {type.discovered && <NotePill>discovered</NotePill>}
            {type.deprecated && <NotePill>deprecated</NotePill>}
            {type.archived && <NotePill>archived</NotePill>}
          </>
        }
        actions={mayWrite && <EventTypeActions instanceId={instanceId} type={type} />}
        meta={
          <>
            <span className="text-sm">{type.description || 'No description yet.'}</span>
            <span>group {type.groupName ?? groupOf(type.name)}</span>
            <Link href={`/${instanceId}/logs?${new URLSearchParams({ eventType: type.name })}`} variant="quiet">
              Its messages
            </Link>
          </>
        }
      />
      <Split side="lg">
        <Stack>
          <EventTypeTraffic instanceId={instanceId} name={type.name} />
          <Schemas type={type} />
          <EventTypeSchedule instanceId={instanceId} type={type} />
        </Stack>
        <Stack>
          <Listeners instanceId={instanceId} name={type.name} />
          <Panel title="Example" isPadded>
            {type.example == null ? (
              <p className="text-ink-2">None yet.</p>
            ) : (
              <CodeBlock
                code={JSON.stringify(type.example, null, 2)}
                label="example payload"
                language="json"
                hasNumbers
              />
            )}
          </Panel>
        </Stack>
      </Split>
    </Page>
  )
}

function Schemas({ type }: { type: EventTypeItem }) {
  const versions = Object.entries(type.schemas ?? {})
  const latest = versions.at(-1)
  return (
    <Panel title="Schema" count={latest ? `version ${latest[0]}` : undefined} isPadded>
      {latest ? (
        <SchemaTree schema={latest[1]} />
      ) : (
        <p className="text-ink-2">No JSON Schema yet: bodies are not described.</p>
      )}
    </Panel>
  )
}

/** Named here; the list of consumers has the rest. */
const LISTENERS = 20

function Listeners({ instanceId, name }: { instanceId: string; name: string }) {
  const list = useInfiniteQuery(consumerQueries.list(instanceId, { ...NO_CONSUMER_FILTERS, eventType: name }))
  const rows = list.data?.pages[0]?.data ?? []
  return (
    <Panel
      title="Consumers"
      count={list.data && (list.hasNextPage ? `${rows.length}+ listen` : formatCount(rows.length, 'listens', 'listen'))}
    >
      {list.isPending && <SkeletonRows count={2} />}
      {list.data && rows.length === 0 && <p className="px-4 py-3 text-ink-2">Nobody listens to it.</p>}
      <ul className="divide-y divide-line">
        {rows.slice(0, LISTENERS).map((consumer) => (
          <li key={consumer.id} className="flex items-center gap-2 px-4 py-2">
            <Link href={`/${instanceId}/consumers/${consumer.id}`} variant="plain" className="truncate">
              {consumerName(consumer)}
            </Link>
            {consumer.eventTypes.length === 0 && <span className="ml-auto text-ink-3 text-xs">all event types</span>}
          </li>
        ))}
        {rows.length > LISTENERS && (
          <li className="px-4 py-2">
            <Link href={`/${instanceId}/consumers?${new URLSearchParams({ eventType: name })}`} variant="quiet">
              All of them
            </Link>
          </li>
        )}
      </ul>
    </Panel>
  )
}

function UnknownType({ instanceId, name }: { instanceId: string; name: string }) {
  return (
    <Page>
      <PageHeader title={name} isMono />
      <p className="text-ink-2">The catalogue does not know this event type.</p>
      <div>
        <ButtonLink href={`/${instanceId}/event-types`}>All event types</ButtonLink>
      </div>
    </Page>
  )
}
