'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Link } from '#components/ui/link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { companyQueries } from '#lib/queries/companies.ts'
import type { MessageItem } from '#lib/queries/schemas.ts'

const ORIGINS = { create: 'create call: channels', payload: 'payload: tags', company: 'stored on the company' } as const

type Props = { instanceId: string; message: MessageItem }

/** The tags of a message and where each came from, its company, and what else was given with it. */
export function MessageFacts({ instanceId, message }: Props) {
  return (
    <>
      <Panel title="Tags" count="where each came from">
        {message.matchTags.length === 0 ? (
          <p className="px-4 py-3 text-ink-2">None: only consumers that take every company got it.</p>
        ) : (
          <ul className="divide-y divide-line">
            {message.matchTags.map(({ tag, origin }) => (
              <li key={tag} className="flex items-center justify-between gap-3 px-4 py-2">
                <Tag tag={tag} />
                <span className="text-ink-2 text-xs">{ORIGINS[origin]}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {message.company !== null && <Company instanceId={instanceId} externalId={message.company} />}
      <Given message={message} />
    </>
  )
}

function Company({ instanceId, externalId }: { instanceId: string; externalId: string }) {
  const found = useInfiniteQuery(companyQueries.list(instanceId, { search: externalId, tag: '' }))
  const company = found.data?.pages[0]?.data.find((one) => one.externalId === externalId)
  const messages = `/${instanceId}/logs?${new URLSearchParams({ company: externalId })}`
  return (
    <Panel
      title="Company"
      actions={
        <Link href={messages} variant="quiet" className="px-2">
          Its messages
        </Link>
      }
    >
      <PropertyList
        items={[
          {
            label: 'Name',
            value: company ? (
              <Link href={`/${instanceId}/companies?company=${company.id}`} variant="plain">
                {company.name || externalId}
              </Link>
            ) : (
              <span className="text-ink-3">{found.isPending ? '…' : 'not among the companies'}</span>
            ),
          },
          {
            label: 'Id',
            value: (
              <span className="mono flex items-center gap-1">
                <span className="break-all">{externalId}</span>
                <CopyButton value={externalId} label="company id" />
              </span>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function Given({ message: { eventId, labels, deliverAt } }: { message: MessageItem }) {
  const facts = [
    eventId !== null && {
      label: 'Event id',
      value: (
        <span className="mono flex items-center gap-1">
          <span className="break-all">{eventId}</span>
          <CopyButton value={eventId} label="event id" />
        </span>
      ),
    },
    labels.length > 0 && { label: 'Labels', value: labels.join(', ') },
    deliverAt !== null && { label: 'Deliver at', value: <RelativeTime at={deliverAt} /> },
  ].filter((fact) => fact !== false)
  if (facts.length === 0) return null
  return (
    <Panel title="Given with it">
      <PropertyList items={facts} />
    </Panel>
  )
}
