'use client'
import { useQuery } from '@tanstack/react-query'
import { diagnoseAttempt } from '#components/deliveries/diagnose-attempt.ts'
import { useCan } from '#components/frame/permissions.tsx'
import { ButtonLink } from '#components/ui/button-link.tsx'
import { Diagnosis } from '#components/ui/diagnosis.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatCount, formatExact, formatLatency } from '#lib/format.ts'
import { attemptQueries } from '#lib/queries/attempts.ts'
import { consumerQueries } from '#lib/queries/consumers.ts'
import type { ConsumerItem } from '#lib/queries/schemas.ts'
import { certificateLife } from './certificate-days.ts'
import { explainBacklog } from './explain-backlog.ts'

type Props = { instanceId: string; consumer: ConsumerItem }

/** What is the matter with a consumer and what to do, the most urgent thing only. */
export function StateDiagnosis({ instanceId, consumer }: Props) {
  const { disabled, disabledReason, disabledBy, disabledAt, paused, clientCertificateExpiresAt } = consumer
  const { failingSince, behindSince, slowSince } = consumer
  if (disabled && disabledReason !== null)
    return (
      <Diagnosis kind="failure" title={`Disabled${disabledAt ? ` on ${formatExact(disabledAt)} UTC` : ''}.`}>
        {disabledReason} Its due attempts are skipped. Send a test, then enable it.
      </Diagnosis>
    )
  if (disabled)
    return (
      <Diagnosis kind="waiting" title={disabledBy ? `Turned off by ${disabledBy}.` : 'This consumer is off.'}>
        New messages count as missed and can be replayed; due attempts are skipped.
      </Diagnosis>
    )
  if (paused)
    return (
      <Diagnosis kind="waiting" title="This consumer is paused.">
        Its queue is held and no step of the retry schedule is used up.
      </Diagnosis>
    )
  if (failingSince !== null)
    return <FailingDiagnosis instanceId={instanceId} consumer={consumer} since={failingSince} />
  if (behindSince !== null) return <BacklogDiagnosis instanceId={instanceId} consumer={consumer} since={behindSince} />
  if (slowSince !== null) return <SlowDiagnosis instanceId={instanceId} consumer={consumer} />
  return <CertificateDiagnosis instanceId={instanceId} consumer={consumer} expiresAt={clientCertificateExpiresAt} />
}

function FailingDiagnosis({ instanceId, consumer, since }: Props & { since: string }) {
  const mayWrite = useCan('consumer:write')
  const last = useQuery({ ...attemptQueries.lastFailure(instanceId, consumer.id), refetchInterval: 5000 })
  const diagnosis = last.data ? diagnoseAttempt(last.data) : null
  if (diagnosis === null) return null
  return (
    <Diagnosis
      kind="failure"
      title={diagnosis.title}
      actions={
        mayWrite &&
        diagnosis.isAboutHeader && (
          <ButtonLink href={`/${instanceId}/consumers/${consumer.id}?tab=advanced`}>Add the header</ButtonLink>
        )
      }
    >
      {diagnosis.advice} It began <RelativeTime at={since} />.
    </Diagnosis>
  )
}

function BacklogDiagnosis({ instanceId, consumer, since }: Props & { since: string }) {
  const mayWrite = useCan('consumer:write')
  const { sentence, advice } = explainBacklog(consumer.throttleRate)
  return (
    <Diagnosis
      kind="backlog"
      title={sentence}
      actions={
        mayWrite &&
        consumer.throttleRate !== null && (
          <ButtonLink href={`/${instanceId}/consumers/${consumer.id}/edit`}>Edit the rate limit</ButtonLink>
        )
      }
    >
      {advice} It began <RelativeTime at={since} />.
    </Diagnosis>
  )
}

function SlowDiagnosis({ instanceId, consumer }: Props) {
  const { data } = useQuery(consumerQueries.activity(instanceId, consumer.id, '24h'))
  const p95 = data?.totals.p95 ?? null
  return (
    <Diagnosis
      kind="warning"
      title={p95 === null ? 'It answers slowly.' : `One attempt in twenty takes ${formatLatency(p95)} or longer.`}
      actions={
        <ButtonLink href={`/${instanceId}/consumers/${consumer.id}?tab=activity`}>
          See how long attempts take
        </ButtonLink>
      }
    >
      A little longer, and such attempts fail without an answer. Return 2xx first, then do the work.
    </Diagnosis>
  )
}

function CertificateDiagnosis({ instanceId, consumer, expiresAt }: Props & { expiresAt: string | null }) {
  const life = expiresAt === null ? null : certificateLife(expiresAt)
  if (expiresAt === null || life === null || life.state === 'valid') return null
  const isOver = life.state === 'expired'
  return (
    <Diagnosis
      kind={isOver ? 'failure' : 'warning'}
      title={
        isOver
          ? `The client certificate expired on ${formatExact(expiresAt)} UTC.`
          : `The client certificate ends in ${formatCount(life.days, 'day')}.`
      }
      actions={
        <ButtonLink href={`/${instanceId}/consumers/${consumer.id}?tab=advanced`}>Replace the certificate</ButtonLink>
      }
    >
      {isOver
        ? 'A receiver that checks it refuses every request.'
        : 'Replace it before: the receiver refuses it after that.'}
    </Diagnosis>
  )
}
