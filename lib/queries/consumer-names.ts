import { queryOptions } from '@tanstack/react-query'
import { requestJson } from './request-json.ts'
import { consumerSchema, pageOf } from './schemas.ts'

/** Names of the newest consumers by id, for lists that only know the id. */
export function consumerNameQuery(instanceId: string) {
  return queryOptions({
    queryKey: ['instance', instanceId, 'consumers', 'names'],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/app/${instanceId}/endpoint?limit=250&order=descending`
      const page = await requestJson(pageOf(consumerSchema), path, { signal })
      return new Map(page.data.map(({ id, description, url }) => [id, description || url.replace(/^https:\/\//, '')]))
    },
    staleTime: 60_000,
  })
}
