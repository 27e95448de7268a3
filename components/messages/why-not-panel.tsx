'use client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import Send from 'lucide-react/icons/send'
import { parseAsString, useQueryState } from 'nuqs'
import { useDeferredValue, useState } from 'react'
import { consumerName } from '#components/consumers/consumer-name.ts'
import { useResend } from '#components/deliveries/use-resend.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { ComboBox } from '#components/ui/combo-box.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { formatCount } from '#lib/format.ts'
import { consumerQueries, NO_CONSUMER_FILTERS } from '#lib/queries/consumers.ts'
import { messageQueries } from '#lib/queries/messages.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'
import { SubscribeButton } from './subscribe-button.tsx'
import { WhyNotTotals } from './why-not-totals.tsx'
import { whyNotWords } from './why-not-words.ts'

/** Why a consumer did or did not get this message: pick one, read the sentence, compare both sides. */
export function WhyNotPanel({ instanceId, message }: { instanceId: string; message: MessageItem }) {
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useQueryState('why', parseAsString)
  const found = useInfiniteQuery(
    consumerQueries.list(instanceId, { ...NO_CONSUMER_FILTERS, search: useDeferredValue(search) }),
  )
  const options = (found.data?.pages[0]?.data ?? []).map((consumer) => ({
    value: consumer.id,
    label: consumerName(consumer),
  }))
  const missed = useQuery(messageQueries.missed(instanceId, message.id))
  return (
    <Panel title="Why not?" count={missed.data && `${formatCount(missed.data.consumers, 'consumer')} did not get it`}>
      <div className="grid gap-3 p-4">
        <ComboBox
          label="Consumer"
          options={options}
          value={chosen}
          onChange={(next) => void setChosen(next)}
          onSearch={setSearch}
          placeholder="Name or URL"
        />
        {chosen !== null && <Explanation instanceId={instanceId} message={message} consumerId={chosen} />}
      </div>
      {missed.data && <WhyNotTotals reasons={missed.data.reasons} />}
    </Panel>
  )
}

type Props = { instanceId: string; message: MessageItem; consumerId: string }

/** Reasons for which there is no delivery that could be sent again from the list above. */
const CAN_BE_SENT = new Set(['event_type', 'tags', 'created_later', 'disabled', 'removed'])

function Explanation({ instanceId, message, consumerId }: Props) {
  const why = useQuery(messageQueries.whyNot(instanceId, message.id, consumerId))
  const { data: consumer } = useQuery(consumerQueries.one(instanceId, consumerId))
  const send = useResend(instanceId)
  const mayResend = useCan('delivery:write')
  if (why.isPending) return <SkeletonRows count={2} />
  if (why.error) return <QueryError error={why.error} what="The reasons" onRetry={why.refetch} />
  const { reason, sentence, consumerEventTypes, consumerTags, messageTags } = why.data
  const takes = new Set(consumerTags)
  const has = new Set(messageTags)
  const words = whyNotWords(reason)
  return (
    <div aria-live="polite" className="grid gap-3">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {consumer && <b className="font-medium">{consumerName(consumer)}</b>}
        {consumer && <span className="mono text-ink-3">{URL.parse(consumer.url)?.host}</span>}
        {words !== undefined && (
          <span className="sm:ml-auto">
            <NotePill>{words}</NotePill>
          </span>
        )}
      </p>
      <p>{sentence}</p>
      <div className="grid gap-px overflow-hidden rounded-sm border border-line bg-line sm:grid-cols-2">
        <Side title="This message" types={[message.eventType]} tags={messageTags} hits={takes} none="no tags" />
        <Side
          title="The consumer took at that time"
          types={consumerEventTypes ?? ['every event type']}
          tags={consumerTags}
          hits={has}
          none="every company"
        />
      </div>
      <p className="flex flex-wrap items-center gap-3">
        {reason === 'event_type' && consumer && (
          <SubscribeButton instanceId={instanceId} consumer={consumer} eventType={message.eventType} />
        )}
        {mayResend && CAN_BE_SENT.has(reason) && (
          <Button
            variant="quiet"
            icon={<Send />}
            isBusy={send.isPending}
            busyLabel="Sending…"
            onPress={() => send.mutate({ messageId: message.id, consumerId })}
          >
            Send this one anyway
          </Button>
        )}
        <Link href={`/${instanceId}/consumers/${consumerId}`} variant="quiet">
          Open the consumer
        </Link>
      </p>
    </div>
  )
}

type SideProps = {
  title: string
  types: readonly string[]
  tags: readonly string[]
  hits: ReadonlySet<string>
  none: string
}

function Side({ title, types, tags, hits, none }: SideProps) {
  return (
    <div className="grid content-start gap-1.5 bg-surface px-3 py-2">
      <h3 className="text-ink-3 text-xs">{title}</h3>
      <span className="mono break-words">{types.join(', ')}</span>
      {tags.length === 0 ? (
        <span className="text-ink-2 text-xs">{none}</span>
      ) : (
        <TagList tags={tags} hits={hits} limit={20} />
      )}
    </div>
  )
}
