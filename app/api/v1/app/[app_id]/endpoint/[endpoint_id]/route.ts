import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { endpointOut, endpointPatch, endpointUpsertIn, presentEndpoint } from '#lib/api/svix/endpoint.ts'
import { deleteConsumer } from '#lib/domain/consumers/delete-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { upsertConsumer } from '#lib/domain/consumers/upsert-consumer.ts'

const path = '/api/v1/app/{app_id}/endpoint/{endpoint_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.get',
    permission: 'read',
    summary: 'Get a consumer',
    status: 200,
    response: endpointOut,
    run: async ({ ctx, params }) => presentEndpoint(await getConsumer(ctx, params.app_id, params.endpoint_id)),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.endpoint.upsert',
    permission: 'consumer:write',
    summary: 'Replace or create a consumer',
    status: 200,
    otherStatus: 201,
    body: endpointUpsertIn,
    response: endpointOut,
    run: async ({ ctx, params, body }) => {
      const { created, view } = await upsertConsumer(ctx, params.app_id, params.endpoint_id, body)
      return answer(created ? 201 : 200, presentEndpoint(view))
    },
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.endpoint.patch',
    permission: 'consumer:write',
    summary: 'Change parts of a consumer',
    status: 200,
    body: endpointPatch,
    response: endpointOut,
    run: async ({ ctx, params, body }) =>
      presentEndpoint(await updateConsumer(ctx, params.app_id, params.endpoint_id, body)),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.endpoint.delete',
    permission: 'consumer:write',
    summary: 'Delete a consumer and what is scheduled for it',
    status: 204,
    run: ({ ctx, params }) => deleteConsumer(ctx, params.app_id, params.endpoint_id),
  }),
)
