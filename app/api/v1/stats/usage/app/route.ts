import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentUsageOut, usageIn, usageOut } from '#lib/api/svix/task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { startAttemptCount } from '#lib/domain/tasks/start-statistics.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/stats/usage/app',
    id: 'v1.statistics.aggregate-app-stats',
    permission: 'instance:write',
    summary: 'Count the attempts of every instance, in the background',
    status: 202,
    body: usageIn,
    response: usageOut,
    replay: { again: async ({ ctx }, id) => presentUsageOut(await getTask(ctx, id)) },
    run: async ({ ctx, body, instanceId }) => presentUsageOut(await startAttemptCount(ctx, instanceId, body)),
  }),
)
