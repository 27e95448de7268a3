import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import {
  operationalEndpointOut,
  operationalEndpointUpsertIn,
  presentOperationalEndpoint,
} from '#lib/api/svix/operational-endpoint.ts'
import { deleteConsumer } from '#lib/domain/consumers/delete-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { upsertConsumer } from '#lib/domain/consumers/upsert-consumer.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'

const path = '/api/v1/operational-webhook/endpoint/{endpoint_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.operational-webhook.endpoint.get',
    permission: 'source:read',
    summary: 'Get an operational endpoint',
    status: 200,
    response: operationalEndpointOut,
    run: async ({ ctx, params, instanceId }) =>
      presentOperationalEndpoint(
        await inInstance(ctx, instanceId, (instance) => getConsumer(ctx, instance, params.endpoint_id, 'operational')),
      ),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.operational-webhook.endpoint.upsert',
    permission: 'instance:write',
    summary: 'Replace or create an operational endpoint',
    status: 200,
    otherStatus: 201,
    body: operationalEndpointUpsertIn,
    response: operationalEndpointOut,
    run: async ({ ctx, params, body, instanceId }) => {
      const upsert = (instance: string) => upsertConsumer(ctx, instance, params.endpoint_id, body, 'operational')
      const { created, view } = await inInstance(ctx, instanceId, upsert)
      return answer(created ? 201 : 200, presentOperationalEndpoint(view))
    },
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.operational-webhook.endpoint.delete',
    permission: 'instance:write',
    summary: 'Delete an operational endpoint',
    status: 204,
    run: ({ ctx, params, instanceId }) =>
      inInstance(ctx, instanceId, (instance) => deleteConsumer(ctx, instance, params.endpoint_id, 'operational')),
  }),
)
