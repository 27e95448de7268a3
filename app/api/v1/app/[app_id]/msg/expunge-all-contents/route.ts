import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentTaskOut, taskOut } from '#lib/api/svix/task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { startExpunge } from '#lib/domain/tasks/start-expunge.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg/expunge-all-contents',
    id: 'v1.message.expunge-all-contents',
    permission: 'message:expunge',
    summary: 'Remove the bodies of all messages of an instance, in the background',
    status: 202,
    response: taskOut,
    replay: { again: async ({ ctx }, id) => presentTaskOut(await getTask(ctx, id)) },
    run: async ({ ctx, params }) => presentTaskOut(await startExpunge(ctx, params.app_id)),
  }),
)
