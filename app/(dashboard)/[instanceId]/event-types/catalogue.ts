import 'server-only'
import type { QueryClient } from '@tanstack/react-query'
import { eventTypeQueries } from '#lib/queries/event-types.ts'
import { eventTypeSchema, pageOf } from '#lib/queries/schemas.ts'
import { GET } from '../../../api/v1/event-type/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

/** The catalogue for the first paint; one longer than a page is read by the browser. */
export function prefetchCatalogue(instanceId: string): Promise<QueryClient> {
  return prefetch(instanceId, eventTypeQueries.catalogue(instanceId).queryKey, { include_archived: 'true' })
}

/** The event types to choose from, for the first paint: the catalogue without the archived ones. */
export function prefetchChoices(instanceId: string): Promise<QueryClient> {
  return prefetch(instanceId, eventTypeQueries.all(instanceId).queryKey)
}

async function prefetch(instanceId: string, key: readonly unknown[], more: Record<string, string> = {}) {
  const queries = pageQueries()
  const query = { limit: '250', with_content: 'true', ...more }
  const first = await readRoute(GET, pageOf(eventTypeSchema), {}, { query, instanceId }).catch(() => null)
  if (first?.done) queries.setQueryData(key, first.data)
  return queries
}
