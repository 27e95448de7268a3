import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { CompaniesPage } from '#components/companies/companies-page.tsx'
import { companyPage, companyQueries, companySearch } from '#lib/queries/companies.ts'
import { GET } from '../../../api/v1/app/[app_id]/company/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

export const metadata: Metadata = { title: 'Companies' }

type Props = { params: Promise<{ instanceId: string }>; searchParams: Promise<{ search?: string; tag?: string }> }

export default async function Companies({ params, searchParams }: Props) {
  const [{ instanceId }, asked] = await Promise.all([params, searchParams])
  const queries = pageQueries()
  const filters = { search: asked.search ?? '', tag: asked.tag ?? '' }
  await queries.prefetchInfiniteQuery({
    ...companyQueries.list(instanceId, filters),
    queryFn: () => readRoute(GET, companyPage, { app_id: instanceId }, { query: companySearch(filters, null) }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <CompaniesPage instanceId={instanceId} />
    </HydrationBoundary>
  )
}
