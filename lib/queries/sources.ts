import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { SourceItem, SourceTest, SourceView } from '#lib/domain/sources/schemas.ts'
import { filledIn } from './filled-in.ts'
import { loggedMessageSchema } from './logged-messages.ts'
import { firstPage, nextPage } from './pages.ts'
import { instanceHeader, requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { SourceItem, SourceView } from '#lib/domain/sources/schemas.ts'

const base = '/ingest/api/v1/source'

export const sourceViewSchema = z.trusted<SourceView>()
export const sourcePage = pageOf(z.trusted<SourceItem>())

/** What a page of the list asks for. */
export function sourceSearch(search: string, iterator: string | null): Record<string, string> {
  return filledIn({ limit: '100', with_traffic: 'true', search, iterator: iterator ?? '' })
}

const rejectionSchema = z.object({
  id: z.string(),
  status_code: z.number(),
  error_text: z.string(),
  headers: z.record(z.string(), z.string()),
  payload: z.string(),
  created_at: z.string(),
})
export const rejectionPage = pageOf(rejectionSchema)
export const acceptedPage = pageOf(loggedMessageSchema)
export type RejectionItem = z.output<typeof rejectionSchema>

export const sourceQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'sources'] as const,
  list: (instanceId: string, search = '') =>
    infiniteQueryOptions({
      queryKey: [...sourceQueries.key(instanceId), 'list', search],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams(sourceSearch(search, pageParam))
        return requestJson(sourcePage, `${base}?${query}`, { signal, headers: instanceHeader(instanceId) })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
  one: (instanceId: string, sourceId: string) =>
    queryOptions({
      queryKey: [...sourceQueries.key(instanceId), sourceId],
      queryFn: ({ signal }) =>
        requestJson(sourceViewSchema, `${base}/${sourceId}`, { signal, headers: instanceHeader(instanceId) }),
    }),
  rejected: (instanceId: string, sourceId: string) =>
    infiniteQueryOptions({
      queryKey: [...sourceQueries.key(instanceId), sourceId, 'rejected'],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams({ limit: '20', ...(pageParam === null ? {} : { iterator: pageParam }) })
        const headers = instanceHeader(instanceId)
        return requestJson(rejectionPage, `${base}/${sourceId}/log?${query}`, { signal, headers })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
      // Who reads older ones wants them to stay where they are.
      refetchInterval: ({ state }) => (state.data !== undefined && state.data.pages.length > 1 ? false : 3000),
    }),
  accepted: (instanceId: string, sourceId: string) =>
    queryOptions({
      queryKey: [...sourceQueries.key(instanceId), sourceId, 'accepted'],
      queryFn: ({ signal }) =>
        requestJson(acceptedPage, `/api/v1/app/${instanceId}/delivery?limit=20&source=${sourceId}`, {
          signal,
        }),
      refetchInterval: 3000,
    }),
}

export type SourceFields = {
  readonly name: string
  readonly type: string
  readonly config: Readonly<Record<string, string | null>>
  readonly eventTypePath?: string
  readonly inbox: boolean
}

export function createSource(instanceId: string, body: SourceFields) {
  return requestJson(sourceViewSchema, base, { method: 'POST', body, headers: instanceHeader(instanceId) })
}

export type SourceChange = Partial<Omit<SourceFields, 'type'>> & { readonly disabled?: boolean }

export function updateSource(instanceId: string, sourceId: string, body: SourceChange) {
  return requestJson(sourceViewSchema, `${base}/${sourceId}`, {
    method: 'PATCH',
    body,
    headers: instanceHeader(instanceId),
  })
}

export function deleteSource(instanceId: string, sourceId: string) {
  return requestJson(z.unknown(), `${base}/${sourceId}`, { method: 'DELETE', headers: instanceHeader(instanceId) })
}

export function rotateSourceAddress(instanceId: string, sourceId: string) {
  return requestJson(z.unknown(), `${base}/${sourceId}/token/rotate`, {
    method: 'POST',
    body: {},
    headers: instanceHeader(instanceId),
  })
}

export function sendSourceTest(instanceId: string, sourceId: string) {
  return requestJson(z.trusted<SourceTest>(), `/api/v1/app/${instanceId}/source/${sourceId}/test`, {
    method: 'POST',
    body: {},
  })
}
