import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentTaskOut, replayIn, taskOut } from '#lib/api/svix/task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { startTask } from '#lib/domain/tasks/start-task.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/recover',
    id: 'v1.endpoint.recover',
    permission: 'delivery:write',
    summary: 'Send everything that finally failed since a moment again',
    status: 202,
    body: replayIn,
    response: taskOut,
    replay: { again: async ({ ctx }, id) => presentTaskOut(await getTask(ctx, id)) },
    run: async ({ ctx, params, body: { expected, ...range } }) => {
      const target = { instance: params.app_id, consumer: params.endpoint_id }
      return presentTaskOut(await startTask(ctx, target, 'recover', range, expected))
    },
  }),
)
