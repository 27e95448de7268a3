import type { QueryClient } from '@tanstack/react-query'
import { type ActivityRange, activitySchema, hoursOf, overviewQueries, overviewSchema } from '#lib/queries/overview.ts'
import { GET as activity } from '../../../api/v1/app/[app_id]/activity/route.ts'
import { GET as overview } from '../../../api/v1/app/[app_id]/overview/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

/** The figures of the overview and what needs attention, as the page asks for them. */
export async function prefetchOverview(instanceId: string, range: ActivityRange): Promise<QueryClient> {
  const queries = pageQueries()
  const path = { app_id: instanceId }
  await Promise.all([
    queries.prefetchQuery({
      ...overviewQueries.activity(instanceId, range),
      queryFn: () => readRoute(activity, activitySchema, path, { query: { range } }),
    }),
    queries.prefetchQuery({
      ...overviewQueries.attention(instanceId, range),
      queryFn: () => readRoute(overview, overviewSchema, path, { query: { hours: String(hoursOf(range)) } }),
    }),
  ])
  return queries
}
