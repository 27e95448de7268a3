import { codatRoute } from '#lib/api/codat/codat-route.ts'
import { consumerIdOf } from '#lib/api/codat/webhook.ts'
import { toNext } from '#lib/api/next.ts'
import { deleteConsumer } from '#lib/domain/consumers/delete-consumer.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  codatRoute({
    method: 'DELETE',
    path: '/api/codat/webhooks/{webhookId}',
    id: 'codat.webhooks.delete',
    permission: 'consumer:write',
    summary: 'Delete a webhook consumer',
    status: 204,
    run: ({ ctx, params, instanceId }) =>
      inInstance(ctx, instanceId, (id) => deleteConsumer(ctx, id, consumerIdOf(params.webhookId))),
  }),
)
