import 'server-only'
import type { QueryClient } from '@tanstack/react-query'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { eventTypeSchema, pageOf } from '#lib/queries/schemas.ts'
import { GET } from '../../../api/v1/event-type/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

const query = { limit: '250', with_content: 'true', include_archived: 'true' }

/** The catalogue for the first paint; one longer than a page is read by the browser. */
export async function prefetchCatalogue(instanceId: string): Promise<QueryClient> {
  const queries = pageQueries()
  const first = await readRoute(GET, pageOf(eventTypeSchema), {}, { query, instanceId }).catch(() => null)
  if (first?.done) queries.setQueryData(eventTypeQueries.catalogue(instanceId).queryKey, first.data)
  return queries
}
