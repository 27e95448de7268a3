import { queryOptions } from '@tanstack/react-query'
import type { InstanceView } from '#lib/domain/instances/schemas.ts'
import { logPageSchema } from './logged-messages.ts'
import { requestJson } from './request-json.ts'
import { consumerSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

/** After these days an instance that delivers is past its first steps, whether its signatures were checked or not. */
const FIRST_DAYS_MS = 7 * 86_400_000

/** What a new instance has been through: read from what happened, not from clicks. */
export function firstStepsQuery(instanceId: string) {
  const base = `/api/v1/app/${instanceId}`
  return queryOptions({
    queryKey: ['instance', instanceId, 'first-steps'],
    queryFn: async ({ signal }) => {
      const [consumers, delivered, instance] = await Promise.all([
        requestJson(pageOf(consumerSchema), `${base}/endpoint?limit=1&order=descending`, { signal }),
        requestJson(logPageSchema, `${base}/delivery?limit=1&statuses=success`, { signal }),
        requestJson(z.trusted<InstanceView>(), base, { signal }),
      ])
      return {
        consumerId: consumers.data[0]?.id ?? null,
        hasDelivered: delivered.data.length > 0,
        hasVerified: instance.signatureCheckedAt !== null,
        isSettled: delivered.data.length > 0 && Date.now() - Date.parse(instance.createdAt) > FIRST_DAYS_MS,
      }
    },
    refetchInterval: ({ state: { data } }) => (data?.hasDelivered && data.hasVerified ? false : 3000),
  })
}
