'use client'
import { useQuery } from '@tanstack/react-query'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page, Split, Stack } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NotePill, Pill } from '#components/ui/pill.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { type SourceView, sourceQueries } from '#lib/queries/sources.ts'
import { SourceActions } from './source-actions.tsx'
import type { SourcePreset } from './source-preset.ts'
import { SourceRequests } from './source-requests.tsx'

type SourcePageProps = { instanceId: string; sourceId: string; presets: readonly SourcePreset[] }

/** One source: the URL to give the provider, what came in, and what was turned away. */
export function SourcePage({ instanceId, sourceId, presets }: SourcePageProps) {
  const source = useQuery(sourceQueries.one(instanceId, sourceId))
  const mayWrite = useCan('source:write')
  if (!source.data)
    return (
      <Page>
        <PageHeader title="Source" />
        <Panel>
          {source.isError ? (
            <QueryError error={source.error} what="The source" onRetry={source.refetch} />
          ) : (
            <SkeletonRows count={4} />
          )}
        </Panel>
      </Page>
    )
  const { name, disabled, inbox } = source.data
  return (
    <Page>
      <PageHeader
        title={name}
        aside={disabled ? <Pill kind="disabled" /> : inbox && <NotePill>inbox</NotePill>}
        actions={mayWrite && <SourceActions instanceId={instanceId} source={source.data} presets={presets} />}
      />
      <ReceivingUrl source={source.data} />
      <Split>
        <Stack>
          <SourceRequests instanceId={instanceId} sourceId={source.data.id} />
        </Stack>
        <About source={source.data} presets={presets} />
      </Split>
    </Page>
  )
}

function ReceivingUrl({ source: { ingestUrl } }: { source: SourceView }) {
  return (
    <Panel title="URL to give the provider" isPadded>
      {ingestUrl === null ? (
        <p className="text-ink-2">Shown to owners and admins only, while its key is known: who has it can send.</p>
      ) : (
        <p className="flex items-start gap-2">
          <span className="mono min-w-0 break-all">{ingestUrl}</span>
          <CopyButton value={ingestUrl} label="receiving URL" className="my-0" />
        </p>
      )}
    </Panel>
  )
}

function About({ source, presets }: { source: SourceView; presets: readonly SourcePreset[] }) {
  const label = presets.find(({ type }) => type === source.type)?.label ?? source.type
  return (
    <Panel title="Verification">
      <PropertyList
        items={[
          { label: 'Provider', value: label },
          { label: 'Event type', value: <span className="mono break-all">{source.eventTypePath}</span> },
          ...Object.entries(source.config).map(([name, value]) => ({
            label: name,
            value: <span className="mono break-all">{value}</span>,
          })),
          { label: 'Goes to', value: source.inbox ? 'nobody: it is an inbox' : 'every consumer that listens' },
          {
            label: 'Id',
            value: <span className="mono break-all">{source.id}</span>,
            action: <CopyButton value={source.id} label="source id" />,
          },
          { label: 'Added', value: <RelativeTime at={source.createdAt} /> },
        ]}
      />
    </Panel>
  )
}
