import { queryOptions } from '@tanstack/react-query'
import { requestJson } from './request-json.ts'
import { instanceSchema, pageOf } from './schemas.ts'

export const instanceQueries = {
  all: () =>
    queryOptions({
      queryKey: ['instances'],
      queryFn: ({ signal }) => requestJson(pageOf(instanceSchema), '/api/v1/app?limit=250', { signal }),
      staleTime: 60_000,
    }),
}

export function createInstance(input: { name: string; uid?: string }) {
  return requestJson(instanceSchema, '/api/v1/app', { method: 'POST', body: input })
}
