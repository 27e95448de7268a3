import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentTaskOut, taskOut } from '#lib/api/svix/task.ts'
import { startSubscriptionList } from '#lib/domain/tasks/start-statistics.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'PUT',
    path: '/api/v1/stats/usage/event-types',
    id: 'v1.statistics.aggregate-event-types',
    permission: 'instance:write',
    summary: 'List which event types each instance asks for, in the background',
    status: 202,
    response: taskOut,
    run: async ({ ctx, instanceId }) => presentTaskOut(await startSubscriptionList(ctx, instanceId)),
  }),
)
