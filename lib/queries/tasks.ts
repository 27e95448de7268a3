import { infiniteQueryOptions } from '@tanstack/react-query'
import type { TaskView } from '#lib/domain/tasks/schemas.ts'
import { filledIn } from './filled-in.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { TaskView } from '#lib/domain/tasks/schemas.ts'

export const taskViewSchema = z.trusted<TaskView>()
export const taskPage = pageOf(taskViewSchema)

/** The query string of the list, without what is empty. */
export function taskSearch(status: TaskView['status'] | null, iterator: string | null): Record<string, string> {
  const fields = { limit: '50', status: status ?? '', iterator: iterator ?? '' }
  return filledIn(fields)
}

export const TASK_STATUSES = [
  'running',
  'finished',
  'failed',
  'cancelled',
] as const satisfies readonly TaskView['status'][]

const RUNNING_MS = 1000
const IDLE_MS = 5000

export const taskQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'tasks'] as const,
  list: (instanceId: string, status: TaskView['status'] | null) =>
    infiniteQueryOptions({
      queryKey: [...taskQueries.key(instanceId), 'list', status],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams(taskSearch(status, pageParam))
        return requestJson(taskPage, `/api/v1/app/${instanceId}/task?${query}`, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
      refetchInterval: (query) => {
        const tasks = query.state.data?.pages.flatMap((page) => page.data) ?? []
        return tasks.some((task) => task.status === 'running') ? RUNNING_MS : IDLE_MS
      },
    }),
}

export function cancelTask(instanceId: string, taskId: string) {
  return requestJson(taskViewSchema, `/api/v1/app/${instanceId}/task/${taskId}/cancel`, { method: 'POST', body: {} })
}
