import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import {
  operationalEndpointIn,
  operationalEndpointOut,
  presentOperationalEndpoint,
} from '#lib/api/svix/operational-endpoint.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { listConsumers } from '#lib/domain/consumers/list-consumers.ts'
import { inInstance } from '#lib/domain/instances/in-instances.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'

const path = '/api/v1/operational-webhook/endpoint'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.operational-webhook.endpoint.list',
    permission: 'source:read',
    summary: 'List operational endpoints',
    status: 200,
    query: pageQuerySchema,
    response: pageOf(operationalEndpointOut),
    run: async ({ ctx, query, instanceId }) =>
      presentPage(
        await inInstance(ctx, instanceId, (instance) => listConsumers(ctx, instance, query, 'operational')),
        presentOperationalEndpoint,
      ),
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.operational-webhook.endpoint.create',
    permission: 'instance:write',
    summary: 'Add an endpoint that gets Posthorn’s own events',
    status: 201,
    body: operationalEndpointIn,
    response: operationalEndpointOut,
    replay: {
      again: async ({ ctx, instanceId }, id) =>
        presentOperationalEndpoint(
          await inInstance(ctx, instanceId, (instance) => getConsumer(ctx, instance, id, 'operational')),
        ),
    },
    run: async ({ ctx, body, instanceId }) =>
      presentOperationalEndpoint(
        await inInstance(ctx, instanceId, (instance) => createConsumer(ctx, instance, body, 'operational')),
      ),
  }),
)
