'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { notifyDone } from '#components/feedback/notify.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { Page } from '#components/layout/page.tsx'
import { PageHeader } from '#components/layout/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { type ConsumerFields, consumerQueries, createConsumer } from '#lib/queries/consumers.ts'
import { RequestError } from '#lib/queries/request-json.ts'
import { ConsumerForm } from './consumer-form.tsx'
import { consumerName } from './consumer-name.ts'
import { NotYourRole } from './not-your-role.tsx'

/** A new consumer; "and send a test" goes on to its testing tab. */
export function AddConsumer({ instanceId }: { instanceId: string }) {
  const router = useRouter()
  const queries = useQueryClient()
  const create = useMutation({
    mutationFn: ({ fields }: { fields: ConsumerFields; then: string }) => createConsumer(instanceId, fields),
    onSuccess: (consumer, { then }) => {
      queries.setQueryData(consumerQueries.one(instanceId, consumer.id).queryKey, consumer)
      queries.invalidateQueries({ queryKey: [...consumerQueries.key(instanceId), 'list'] })
      notifyDone(`${consumerName(consumer)} added`)
      router.push(`/${instanceId}/consumers/${consumer.id}${then === 'test' ? '?tab=testing' : ''}`)
    },
  })
  const mayWrite = useCan('consumer:write')
  if (!mayWrite) return <NotYourRole instanceId={instanceId} title="Add consumer" what="add" />
  const isBusy = create.isPending || create.isSuccess
  const requestId = create.error instanceof RequestError ? (create.error.requestId ?? undefined) : undefined
  return (
    <Page>
      <PageHeader title="Add consumer" />
      <ConsumerForm
        instanceId={instanceId}
        failure={create.error?.message}
        requestId={requestId}
        onSubmit={(fields, then) => create.mutate({ fields, then })}
      >
        <Button type="submit" size="md" variant="primary" isBusy={isBusy} busyLabel="Adding…">
          Add consumer
        </Button>
        <Button type="submit" size="md" name="then" value="test" isDisabled={isBusy}>
          Add and send a test
        </Button>
        <ButtonLink href={`/${instanceId}/consumers`} size="md" variant="quiet">
          Cancel
        </ButtonLink>
      </ConsumerForm>
    </Page>
  )
}
