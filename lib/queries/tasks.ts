import { infiniteQueryOptions } from '@tanstack/react-query'
import type { TaskView } from '#lib/domain/tasks/schemas.ts'
import { requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { TaskView } from '#lib/domain/tasks/schemas.ts'

const taskViewSchema = z.trusted<TaskView>()

const RUNNING_MS = 1000
const IDLE_MS = 5000

export const taskQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'tasks'] as const,
  list: (instanceId: string, status: TaskView['status'] | null) =>
    infiniteQueryOptions({
      queryKey: [...taskQueries.key(instanceId), 'list', status],
      queryFn: ({ pageParam, signal }) => {
        const fields = { limit: '50', status: status ?? '', iterator: pageParam ?? '' }
        const query = new URLSearchParams(Object.entries(fields).filter(([, value]) => value !== ''))
        return requestJson(pageOf(taskViewSchema), `/api/v1/app/${instanceId}/task?${query}`, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: (last) => (last.done ? null : last.iterator),
      refetchInterval: (query) => {
        const tasks = query.state.data?.pages.flatMap((page) => page.data) ?? []
        return tasks.some((task) => task.status === 'running') ? RUNNING_MS : IDLE_MS
      },
    }),
}

function firstPage(): string | null {
  return null
}

export function cancelTask(instanceId: string, taskId: string) {
  return requestJson(taskViewSchema, `/api/v1/app/${instanceId}/task/${taskId}/cancel`, { method: 'POST', body: {} })
}
