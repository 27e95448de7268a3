'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCan } from '#components/frame/permissions.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { formatExact } from '#lib/format.ts'
import { consumerQueries, revealSecret, rotateSecret } from '#lib/queries/consumers.ts'
import { MaskedSecret } from './masked-secret.tsx'

/** The secret of a consumer, and until when older ones sign as well. */
export function SigningSecret({ instanceId, consumerId }: { instanceId: string; consumerId: string }) {
  const terms = useQuery(consumerQueries.terms(instanceId, consumerId))
  const queries = useQueryClient()
  const mayRead = useCan('secret:read')
  return (
    <>
      <MaskedSecret
        reveal={() => revealSecret(instanceId, consumerId)}
        rotate={() => rotateSecret(instanceId, consumerId)}
        onRotated={() => queries.invalidateQueries(consumerQueries.terms(instanceId, consumerId))}
      />
      {mayRead && <SecretOverlap until={terms.data?.oldSecretsUntil ?? []} />}
    </>
  )
}

/** Until when older secrets sign as well. */
function SecretOverlap({ until }: { until: readonly string[] }) {
  const last = until.at(-1)
  if (last === undefined) return null
  const which = until.length === 1 ? 'the old one also signs' : `${until.length} old ones also sign, the last`
  return (
    <span className="text-ink-3 text-xs">
      rotated; {which} until {formatExact(last, 'local')} (<RelativeTime at={last} />)
    </span>
  )
}
