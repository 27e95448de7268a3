import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { requestJson } from './request-json.ts'
import { instanceSchema, pageOf } from './schemas.ts'

export const instanceQueries = {
  key: ['instances'] as const,
  /** The first of those that are called so; the oldest without a text. */
  named: (search: string) =>
    queryOptions({
      queryKey: [...instanceQueries.key, search],
      queryFn: ({ signal }) => {
        const query = new URLSearchParams({ limit: '50', ...(search === '' ? {} : { search }) })
        return requestJson(pageOf(instanceSchema), `/api/v1/app?${query}`, { signal })
      },
      staleTime: 60_000,
      placeholderData: keepPreviousData,
    }),
}

export function createInstance(input: { name: string; uid?: string }) {
  return requestJson(instanceSchema, '/api/v1/app', { method: 'POST', body: input })
}
