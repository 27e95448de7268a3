import { queryOptions } from '@tanstack/react-query'
import type { InstanceView } from '#lib/domain/instances/schemas.ts'
import { logPageSchema } from './logged-messages.ts'
import { requestJson } from './request-json.ts'
import { consumerSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

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
      }
    },
    refetchInterval: ({ state: { data } }) => (data?.hasDelivered && data.hasVerified ? false : 3000),
  })
}
