'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { consumerQueries } from '#lib/queries/consumers.ts'
import { ConsumerForm } from './consumer-form.tsx'
import { consumerName } from './consumer-name.ts'
import { NotYourRole } from './not-your-role.tsx'
import { useConsumerActions } from './use-consumer-actions.ts'

/** Changes URL, description, subscription, tags and rate. */
export function EditConsumer({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const { data: consumer, error, refetch } = useQuery(consumerQueries.one(instanceId, consumerId))
  const { change } = useConsumerActions(instanceId)
  const router = useRouter()
  const mayWrite = useCan('consumer:write')
  const page = `/${instanceId}/consumers/${consumerId}`
  if (!mayWrite) return <NotYourRole instanceId={instanceId} title="Edit consumer" what="change" />
  if (!consumer)
    return (
      <Page>
        {error ? <QueryError error={error} what="The consumer" onRetry={refetch} /> : <SkeletonRows count={6} />}
      </Page>
    )
  const save = (fields: Parameters<React.ComponentProps<typeof ConsumerForm>['onSubmit']>[0]) =>
    change.mutate(
      { consumer, fields },
      {
        onSuccess: (saved) => {
          notifyDone(`${consumerName(saved)} saved`)
          router.push(page)
        },
      },
    )
  return (
    <Page>
      <PageHeader title={`Edit ${consumerName(consumer)}`} />
      <ConsumerForm instanceId={instanceId} consumer={consumer} failure={change.error?.message} onSubmit={save}>
        <Button type="submit" size="md" variant="primary" isBusy={change.isPending} busyLabel="Saving…">
          Save changes
        </Button>
        <ButtonLink href={page} size="md" variant="quiet">
          Cancel
        </ButtonLink>
      </ConsumerForm>
    </Page>
  )
}
