'use client'
import { useQuery } from '@tanstack/react-query'
import Pencil from 'lucide-react/icons/pencil'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { AttemptsPanel } from '#components/deliveries/attempts-panel.tsx'
import type { OpenAttempt } from '#components/deliveries/use-open-attempt.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Stack } from '#components/layout/page.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { formatDuration, formatNumber } from '#lib/format.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { AllowList } from './allow-list.tsx'
import { RetryTerms } from './retry-terms.tsx'
import { SigningSecret } from './signing-secret.tsx'
import { StateDiagnosis } from './state-diagnosis.tsx'

const ReplayDialog = dynamic(() => import('./replay-dialog.tsx').then((module) => module.ReplayDialog), {
  loading: () => null,
})

type Props = { instanceId: string; consumer: ConsumerItem; attempt: OpenAttempt }

/** What it takes, how it is signed, and what was sent. */
export function ConsumerOverview({ instanceId, consumer, attempt }: Props) {
  const mayWrite = useCan('consumer:write')
  const { data: terms } = useQuery(consumerQueries.terms(instanceId, consumer.id))
  const [replaySince, setReplaySince] = useState<string | null>(null)
  const edit = (
    <ButtonLink href={`/${instanceId}/consumers/${consumer.id}/edit`} variant="quiet" icon={<Pencil />}>
      Edit
    </ButtonLink>
  )
  return (
    <Stack>
      <StateDiagnosis instanceId={instanceId} consumer={consumer} />
      <Panel>
        <PropertyList
          items={[
            { label: 'Subscription', value: <EventTypes names={consumer.eventTypes} />, action: mayWrite && edit },
            { label: 'Company tags', value: <Tags tags={consumer.channels} /> },
            { label: 'Rate limit', value: <Rate instanceId={instanceId} consumer={consumer} /> },
            { label: 'Signing secret', value: <SigningSecret instanceId={instanceId} consumerId={consumer.id} /> },
            { label: 'Retries', value: <RetryTerms terms={terms} instanceId={instanceId} /> },
            { label: 'Allow-list', value: <AllowList terms={terms} /> },
          ]}
        />
      </Panel>
      <AttemptsPanel instanceId={instanceId} consumer={consumer} attempt={attempt} onReplaySince={setReplaySince} />
      {replaySince !== null && (
        <ReplayDialog
          instanceId={instanceId}
          consumer={consumer}
          kind="recover"
          since={replaySince}
          onOpenChange={(isOpen) => !isOpen && setReplaySince(null)}
        />
      )}
    </Stack>
  )
}

function EventTypes({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <span>All event types</span>
  return (
    <>
      {names.slice(0, 6).map((name) => (
        <span key={name} className="mono min-w-0 break-all">
          {name}
        </span>
      ))}
      {names.length > 6 && (
        <span className="text-ink-3" title={names.slice(6).join(', ')}>
          +{names.length - 6}
        </span>
      )}
    </>
  )
}

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return <span>Every company</span>
  return (
    <>
      {tags.map((tag) => (
        <Tag key={tag} tag={tag} />
      ))}
      {tags.length > 1 && <span className="text-ink-3 text-xs">any of these</span>}
    </>
  )
}

function Rate({ instanceId, consumer }: { instanceId: string; consumer: ConsumerItem }) {
  const queue = useQuery({ ...consumerQueries.queue(instanceId, consumer.id), refetchInterval: 2000 })
  const waiting = queue.data?.queued ?? 0
  const drains = queue.data?.secondsToDrain
  return (
    <>
      {consumer.throttleRate === null ? <span>No limit</span> : <b>{consumer.throttleRate}/s</b>}
      {waiting > 0 && (
        <span className="text-ink-2">
          {formatNumber(waiting)}
          {queue.data?.isMore && '+'} in the queue{drains ? `, drains in ${formatDuration(drains)}` : ''}
        </span>
      )}
    </>
  )
}
