import { z } from 'zod'
import { codatRoute } from '#lib/api/codat/codat-route.ts'
import { codatWebhookIn, codatWebhookOut, consumerIdOf, presentCodatWebhook } from '#lib/api/codat/webhook.ts'
import { toNext } from '#lib/api/next.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { listAllConsumers } from '#lib/domain/consumers/list-all-consumers.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

const path = '/api/codat/webhooks'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  codatRoute({
    method: 'GET',
    path,
    id: 'codat.webhooks.list',
    permission: 'read',
    summary: 'List webhook consumers',
    status: 200,
    response: z.object({ results: z.array(codatWebhookOut) }),
    run: async ({ ctx, instanceId }) => ({
      results: (await inInstance(ctx, instanceId, (id) => listAllConsumers(ctx, id))).map(presentCodatWebhook),
    }),
  }),
  codatRoute({
    method: 'POST',
    path,
    id: 'codat.webhooks.create',
    permission: 'consumer:write',
    summary: 'Add a webhook consumer',
    status: 201,
    body: codatWebhookIn,
    response: codatWebhookOut,
    replay: {
      again: async ({ ctx, instanceId }, id) =>
        presentCodatWebhook(
          await inInstance(ctx, instanceId, (instance) => getConsumer(ctx, instance, consumerIdOf(id))),
        ),
    },
    run: async ({ ctx, body, instanceId }) =>
      presentCodatWebhook(await inInstance(ctx, instanceId, (id) => createConsumer(ctx, id, body))),
  }),
)
