import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { TasksPage } from '#components/tasks/tasks-page.tsx'
import { TASK_STATUSES, taskPage, taskQueries, taskSearch } from '#lib/queries/tasks.ts'
import { GET } from '../../../api/v1/app/[app_id]/task/route.ts'
import { pageQueries, readRoute } from '../../prefetch.ts'

export const metadata: Metadata = { title: 'Tasks' }

type Props = { params: Promise<{ instanceId: string }>; searchParams: Promise<{ status?: string }> }

export default async function Tasks({ params, searchParams }: Props) {
  const [{ instanceId }, asked] = await Promise.all([params, searchParams])
  const queries = pageQueries()
  const status = TASK_STATUSES.find((known) => known === asked.status) ?? null
  await queries.prefetchInfiniteQuery({
    ...taskQueries.list(instanceId, status),
    queryFn: () => readRoute(GET, taskPage, { app_id: instanceId }, { query: taskSearch(status, null) }),
  })
  return (
    <HydrationBoundary state={dehydrate(queries)}>
      <TasksPage instanceId={instanceId} />
    </HydrationBoundary>
  )
}
