import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { CompanyView } from '#lib/domain/companies/schemas.ts'
import { filledIn } from './filled-in.ts'
import { loggedMessageSchema } from './logged-messages.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { type ConsumerItem, consumerSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { CompanyView } from '#lib/domain/companies/schemas.ts'

const companyViewSchema = z.trusted<CompanyView>()

export const companyPage = pageOf(companyViewSchema)

export type CompanyFilters = { readonly search: string; readonly tag: string }

/** The query string of the list, without what is empty. */
export function companySearch({ search, tag }: CompanyFilters, iterator: string | null): Record<string, string> {
  const fields = { limit: '100', search, tag, iterator: iterator ?? '' }
  return filledIn(fields)
}

function base(instanceId: string): string {
  return `/api/v1/app/${instanceId}/company`
}

export const companyQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'companies'] as const,
  list: (instanceId: string, filters: CompanyFilters) =>
    infiniteQueryOptions({
      queryKey: [...companyQueries.key(instanceId), 'list', filters],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams(companySearch(filters, pageParam))
        return requestJson(companyPage, `${base(instanceId)}?${query}`, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
  one: (instanceId: string, companyId: string) =>
    queryOptions({
      queryKey: [...companyQueries.key(instanceId), companyId],
      queryFn: ({ signal }) => requestJson(companyViewSchema, `${base(instanceId)}/${companyId}`, { signal }),
    }),
  messages: (instanceId: string, externalId: string) =>
    queryOptions({
      queryKey: [...companyQueries.key(instanceId), externalId, 'messages'],
      queryFn: ({ signal }) => {
        const query = new URLSearchParams({ limit: '20', company: externalId })
        return requestJson(pageOf(loggedMessageSchema), `/api/v1/app/${instanceId}/delivery?${query}`, { signal })
      },
    }),
  reach: (instanceId: string, tags: readonly string[]) =>
    queryOptions({
      queryKey: [...companyQueries.key(instanceId), 'reach', tags],
      queryFn: ({ signal }) => readReach(instanceId, tags, signal),
      staleTime: 10_000,
    }),
}

/** Consumers that name one of the tags; those without tags take every company and are not among them. */
async function readReach(instanceId: string, tags: readonly string[], signal: AbortSignal): Promise<ConsumerItem[]> {
  const pages = await Promise.all(
    tags.map((tag) => {
      const query = new URLSearchParams({ limit: '100', tag })
      return requestJson(pageOf(consumerSchema), `/api/v1/app/${instanceId}/endpoint?${query}`, { signal })
    }),
  )
  const found = new Map(pages.flatMap(({ data }) => data).map((consumer) => [consumer.id, consumer]))
  return [...found.values()]
}

export type CompanyFields = {
  readonly externalId?: string
  readonly name: string
  readonly description: string
  readonly tags: Readonly<Record<string, string>>
}

export function createCompany(instanceId: string, body: CompanyFields) {
  return requestJson(companyViewSchema, base(instanceId), { method: 'POST', body })
}

export function updateCompany(instanceId: string, companyId: string, body: Omit<CompanyFields, 'externalId'>) {
  return requestJson(companyViewSchema, `${base(instanceId)}/${companyId}`, { method: 'PATCH', body })
}

export function deleteCompany(instanceId: string, companyId: string) {
  return requestJson(z.unknown(), `${base(instanceId)}/${companyId}`, { method: 'DELETE' })
}

/** `{region: 'us'}` → `['region:us']` */
export function tagTexts(tags: Readonly<Record<string, string>>): string[] {
  return Object.entries(tags).map(([key, value]) => `${key}:${value}`)
}

/** `['region:us']` → `{region: 'us'}`; the value may hold colons. */
export function tagRecord(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const colon = text.indexOf(':')
      return [text.slice(0, colon), text.slice(colon + 1)]
    }),
  )
}
