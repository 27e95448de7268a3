import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { backgroundTaskQuery } from '#lib/api/svix/background-task.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { presentTaskOut, taskOut } from '#lib/api/svix/task.ts'
import { listTasks } from '#lib/domain/tasks/list-tasks.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/background-task',
    id: 'v1.background-task.list',
    permission: 'read',
    summary: 'List background tasks',
    status: 200,
    query: backgroundTaskQuery,
    response: pageOf(taskOut),
    run: async ({ ctx, query: { isUnknown, ...filter }, instanceId }) => {
      const page = await listTasks(ctx, instanceId, filter)
      return presentPage(isUnknown ? { ...page, data: [], done: true } : page, presentTaskOut)
    },
  }),
)
