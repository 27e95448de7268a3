'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { ShortMessageList } from '#components/messages/short-message-list.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Drawer } from '#components/ui/drawer.tsx'
import { Link } from '#components/ui/link.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { TagList } from '#components/ui/tag.tsx'
import { shortenUrl } from '#lib/format.ts'
import { type CompanyView, companyQueries, deleteCompany, tagTexts } from '#lib/queries/companies.ts'

const CompanyFormDialog = dynamic(
  () => import('./company-form-dialog.tsx').then((module) => module.CompanyFormDialog),
  { loading: () => null },
)

type CompanyDrawerProps = {
  instanceId: string
  company: CompanyView
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}

/** A company: its tags, the consumers they reach, and its messages. */
export function CompanyDrawer({ instanceId, company, onClose, onPrevious, onNext }: CompanyDrawerProps) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const mayWrite = useCan('company:write')
  const name = company.name || company.externalId
  const tags = tagTexts(company.tags)
  return (
    <Drawer label={`Company ${name}`} title={name} onClose={onClose} onPrevious={onPrevious} onNext={onNext}>
      {mayWrite && (
        <div className="flex gap-2">
          <Button onPress={() => setOpen('edit')}>Edit…</Button>
          <Button variant="danger" onPress={() => setOpen('delete')}>
            Delete…
          </Button>
        </div>
      )}
      <div className="-mx-4">
        <PropertyList
          items={[
            {
              label: 'Id',
              value: <span className="mono break-all">{company.externalId}</span>,
              action: <CopyButton value={company.externalId} label="company id" />,
            },
            { label: 'Tags', value: tags.length > 0 ? <TagList tags={tags} /> : 'none' },
            ...(company.description ? [{ label: 'Description', value: company.description }] : []),
            { label: company.discovered ? 'Found' : 'Added', value: <RelativeTime at={company.createdAt} /> },
          ]}
        />
        <Section title="Consumers it reaches">
          <Reach instanceId={instanceId} tags={tags} />
        </Section>
        <Section title="Messages">
          <Messages instanceId={instanceId} externalId={company.externalId} />
        </Section>
      </div>
      {open === 'edit' && (
        <CompanyFormDialog instanceId={instanceId} company={company} onOpenChange={() => setOpen(null)} />
      )}
      {open === 'delete' && (
        <DeleteCompany
          instanceId={instanceId}
          company={company}
          onOpenChange={() => setOpen(null)}
          onDeleted={onClose}
        />
      )}
    </Drawer>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line border-t">
      <h3 className="px-4 pt-3 pb-1 font-semibold">{title}</h3>
      {children}
    </section>
  )
}

function Reach({ instanceId, tags }: { instanceId: string; tags: readonly string[] }) {
  const reach = useQuery(companyQueries.reach(instanceId, tags))
  if (reach.isError) return <QueryError error={reach.error} what="The consumers" onRetry={reach.refetch} />
  if (!reach.data) return <SkeletonRows count={2} />
  return (
    <div className="grid gap-1.5 px-4 pb-3">
      {reach.data.map((consumer) => (
        <p key={consumer.id} className="flex flex-wrap items-center gap-2">
          <Link href={`/${instanceId}/consumers/${consumer.id}`} variant="plain">
            {consumer.description || shortenUrl(consumer.url)}
          </Link>
          <TagList tags={consumer.channels} hits={new Set(tags)} />
        </p>
      ))}
      <p className="text-ink-3 text-xs">
        {reach.data.length === 0 ? 'No consumer names one of its tags. ' : ''}Consumers without tags take every company.
      </p>
    </div>
  )
}

function Messages({ instanceId, externalId }: { instanceId: string; externalId: string }) {
  const messages = useQuery(companyQueries.messages(instanceId, externalId))
  if (messages.isError) return <QueryError error={messages.error} what="The messages" onRetry={messages.refetch} />
  if (!messages.data) return <SkeletonRows count={3} />
  if (messages.data.data.length === 0) return <p className="px-4 pb-3 text-ink-2">None yet.</p>
  return <ShortMessageList instanceId={instanceId} messages={messages.data.data} />
}

type DeleteCompanyProps = {
  instanceId: string
  company: CompanyView
  onOpenChange: (isOpen: boolean) => void
  onDeleted: () => void
}

function DeleteCompany({ instanceId, company, onOpenChange, onDeleted }: DeleteCompanyProps) {
  const queries = useQueryClient()
  const name = company.name || company.externalId
  const remove = useMutation({
    mutationFn: () => deleteCompany(instanceId, company.id),
    onSuccess: async () => {
      onDeleted()
      notifyDone(`${name} deleted`)
      await queries.invalidateQueries({ queryKey: companyQueries.key(instanceId) })
    },
  })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onOpenChange}
      title={`Delete ${name}?`}
      name={name}
      confirmLabel="Delete company"
      isBusy={remove.isPending}
      busyLabel="Deleting…"
      errorMessage={remove.error?.message}
      onConfirm={() => remove.mutate()}
    >
      Its tags are forgotten; its messages stay. The next event about it makes it known again, without these tags.
    </ConfirmDialog>
  )
}
