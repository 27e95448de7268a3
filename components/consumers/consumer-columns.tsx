import type { DataColumn } from '#components/data-table/data-column.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Status } from '#components/ui/status.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { shortenUrl } from '#lib/format.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { CertificateNote } from './certificate-note.tsx'
import { ConsumerMenu } from './consumer-menu.tsx'
import { consumerName } from './consumer-name.ts'
import { consumerState } from './consumer-state.ts'

/** Columns of the consumers table; the menu needs the instance. */
export function consumerColumns(instanceId: string): readonly DataColumn<ConsumerItem>[] {
  return [
    {
      id: 'name',
      header: 'Consumer',
      width: 'minmax(200px,2fr)',
      card: 'lead',
      cell: (row) => <NameCell consumer={row} />,
    },
    {
      id: 'state',
      header: 'State',
      width: 'minmax(140px,1fr)',
      card: 'full',
      cell: (row) => <StateCell consumer={row} />,
    },
    {
      id: 'subscription',
      header: 'Event types and tags',
      width: 'minmax(200px,1.6fr)',
      card: 'full',
      cell: (row) => <SubscriptionCell consumer={row} />,
    },
    {
      id: 'rate',
      header: 'Rate',
      width: '72px',
      align: 'end',
      card: 'none',
      cell: ({ throttleRate }) =>
        throttleRate === null ? <span className="text-ink-3">none</span> : `${throttleRate}/s`,
    },
    {
      id: 'last',
      header: 'Last delivery',
      width: '112px',
      align: 'end',
      isSecondary: true,
      card: 'none',
      cell: ({ lastSuccessAt }) =>
        lastSuccessAt === null ? (
          <span className="text-ink-3">–</span>
        ) : (
          <RelativeTime at={lastSuccessAt} className="text-ink-2" />
        ),
    },
    {
      id: 'menu',
      header: 'Actions',
      isHeaderHidden: true,
      width: '28px',
      align: 'end',
      card: 'none',
      cell: (row) => <ConsumerMenu instanceId={instanceId} consumer={row} />,
    },
  ]
}

function NameCell({ consumer }: { consumer: ConsumerItem }) {
  const name = consumerName(consumer)
  const url = shortenUrl(consumer.url)
  return (
    <span className="grid">
      <span className="truncate font-medium">{name}</span>
      <span className="mono truncate text-ink-3">{name === url ? consumer.id : url}</span>
    </span>
  )
}

function StateCell({ consumer }: { consumer: ConsumerItem }) {
  const { kind, word, reason, since } = consumerState(consumer)
  const detail = (reason !== null || since !== null) && (
    <>
      {reason} {since !== null && <RelativeTime at={since} />}
    </>
  )
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Status kind={kind} reason={detail || undefined}>
        {word}
      </Status>
      <CertificateNote expiresAt={consumer.clientCertificateExpiresAt} />
    </span>
  )
}

function SubscriptionCell({ consumer: { eventTypes, channels } }: { consumer: ConsumerItem }) {
  return (
    <span className="grid gap-0.5">
      {eventTypes.length === 0 ? (
        <span className="text-ink-2">All event types</span>
      ) : (
        <span className="mono truncate" title={eventTypes.join(', ')}>
          {eventTypes[0]}
          {eventTypes.length > 1 && <span className="font-sans text-ink-3"> +{eventTypes.length - 1}</span>}
        </span>
      )}
      {channels.length === 0 ? (
        <span className="text-ink-3 text-xs">every company</span>
      ) : (
        <TagList tags={channels} limit={2} />
      )}
    </span>
  )
}
