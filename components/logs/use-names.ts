'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useCan } from '#components/frame/permissions.tsx'
import { companyQueries } from '#lib/queries/companies.ts'
import { sourceQueries } from '#lib/queries/sources.ts'

/** Names of companies by their own id and of sources by theirs, as far as their first page goes. */
export function useNames(instanceId: string): ReadonlyMap<string, string> {
  const { data: companies } = useInfiniteQuery(companyQueries.list(instanceId, { search: '', tag: '' }))
  const { data: sources } = useInfiniteQuery({ ...sourceQueries.list(instanceId), enabled: useCan('source:read') })
  return useMemo(() => {
    const ofCompanies = companies?.pages[0]?.data.map(({ externalId, name }) => [externalId, name] as const) ?? []
    const ofSources = sources?.pages[0]?.data.map(({ id, name }) => [id, name] as const) ?? []
    return new Map([...ofCompanies, ...ofSources].filter(([, name]) => name !== ''))
  }, [companies, sources])
}
