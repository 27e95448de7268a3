import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { LogsPage } from '#components/logs/logs-page.tsx'
import { logPageSchema, logQueries, logSearch, NO_LOG_FILTERS } from '#lib/queries/logged-messages.ts'
import { GET } from '../../../api/v1/app/[app_id]/delivery/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

export const metadata: Metadata = { title: 'Logs' }

type Props = { params: Promise<{ instanceId: string }>; searchParams: Promise<Record<string, string | string[]>> }

export default async function Logs({ params, searchParams }: Props) {
  const { instanceId } = await params
  const asked = Object.entries(await searchParams).filter(([name]) => name in NO_LOG_FILTERS)
  const filters = { ...NO_LOG_FILTERS, ...Object.fromEntries(asked.map(([name, value]) => [name, String(value)])) }
  const queries = pageQueries()
  await queries.prefetchInfiniteQuery({
    ...logQueries.list(instanceId, filters),
    queryFn: () => readRoute(GET, logPageSchema, { app_id: instanceId }, { query: logSearch(filters) }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <LogsPage instanceId={instanceId} />
    </HydrationBoundary>
  )
}
