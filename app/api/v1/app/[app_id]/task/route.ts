import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { pageOf } from '#lib/api/svix/pages.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'
import { listTasks } from '#lib/domain/tasks/list-tasks.ts'
import { taskKindSchema, taskStatusSchema, taskViewSchema } from '#lib/domain/tasks/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/task',
    id: 'v1.task.list',
    permission: 'read',
    summary: 'List the background tasks of an instance',
    status: 200,
    query: pageQuerySchema.extend({ status: taskStatusSchema.optional(), kind: taskKindSchema.optional() }),
    response: pageOf(taskViewSchema),
    run: ({ ctx, params, query }) => listTasks(ctx, params.app_id, query),
  }),
)
