'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryError } from '#components/frame/query-error.tsx'
import { Drawer } from '#components/ui/drawer.tsx'
import { Pill } from '#components/ui/pill.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { AttemptDetail } from './attempt-detail.tsx'
import { attemptCode, attemptStatus } from './attempt-status.ts'
import { stepsOf } from './attempt-tape.ts'
import type { OpenAttempt } from './use-open-attempt.ts'

type Props = { instanceId: string; attempt: OpenAttempt; consumer: Pick<ConsumerItem, 'id'> }

/** One attempt in full beside the list: `j` and `k` move the list, Escape closes. */
export function AttemptDrawer({ instanceId, attempt, consumer }: Props) {
  const [messageId = '', attemptId = ''] = (attempt.open ?? '').split('.')
  const { data, error, refetch } = useQuery(attemptQueries.one(instanceId, messageId, attemptId))
  const status = data && attemptStatus(data)
  const { data: terms } = useQuery({
    ...consumerQueries.terms(instanceId, consumer.id),
    enabled: consumer.id !== '',
  })
  const steps = data?.trigger === 'scheduled' ? stepsOf(terms, data.eventType) : 0
  const number =
    data === undefined
      ? 'Attempt'
      : data.n === 0
        ? 'Skipped step'
        : `Attempt ${data.n}${steps >= data.n ? ` of ${steps}` : ''}`
  return (
    <Drawer
      label="Attempt"
      title={number}
      aside={
        status && data && <Pill kind={status.kind}>{data.errorKind === null ? status.word : attemptCode(data)}</Pill>
      }
      onClose={attempt.close}
      onPrevious={() => attempt.step(-1)}
      onNext={() => attempt.step(1)}
    >
      {data ? (
        <AttemptDetail instanceId={instanceId} attempt={data} consumer={consumer} steps={steps} />
      ) : error ? (
        <QueryError error={error} what="The attempt" onRetry={refetch} />
      ) : (
        <SkeletonRows count={6} />
      )}
    </Drawer>
  )
}
