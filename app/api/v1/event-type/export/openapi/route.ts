import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentTaskOut, taskOut } from '#lib/api/svix/task.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { startEventTypeExport } from '#lib/domain/tasks/start-event-type-export.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/event-type/export/openapi',
    id: 'v1.event-type.export-openapi',
    permission: 'event-type:write',
    summary: 'Write the event types as the webhooks section of an OpenAPI document, in the background',
    status: 202,
    response: taskOut,
    replay: { again: async ({ ctx }, id) => presentTaskOut(await getTask(ctx, id)) },
    run: async ({ ctx, instanceId }) =>
      presentTaskOut(await inInstance(ctx, instanceId, (instance) => startEventTypeExport(ctx, instance))),
  }),
)
