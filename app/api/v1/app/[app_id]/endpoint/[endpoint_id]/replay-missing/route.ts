import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentTaskOut, replayIn, taskOut } from '#lib/api/svix/task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { startTask } from '#lib/domain/tasks/start-task.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/replay-missing',
    id: 'v1.endpoint.replay-missing',
    permission: 'delivery:write',
    summary: 'Send the messages that match now and never went to this consumer',
    status: 202,
    body: replayIn,
    response: taskOut,
    replay: { again: async ({ ctx }, id) => presentTaskOut(await getTask(ctx, id)) },
    run: async ({ ctx, params, body: { expected, ...range } }) => {
      const target = { instance: params.app_id, consumer: params.endpoint_id }
      return presentTaskOut(await startTask(ctx, target, 'replay_missing', range, expected))
    },
  }),
)
