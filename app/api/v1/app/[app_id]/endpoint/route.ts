import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { endpointIn, endpointOut, presentEndpoint } from '#lib/api/svix/endpoint.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { listConsumers } from '#lib/domain/consumers/list-consumers.ts'
import { pageQuerySchema } from '#lib/domain/schemas.ts'

const path = '/api/v1/app/{app_id}/endpoint'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.list',
    summary: 'List consumers',
    status: 200,
    query: pageQuerySchema.extend({
      search: z.string().max(256).optional(),
      state: z.enum(['enabled', 'disabled', 'paused', 'failing']).optional(),
      eventType: z.string().max(256).optional(),
      tag: z.string().max(128).optional(),
    }),
    response: pageOf(endpointOut),
    run: async ({ ctx, params, query }) => presentPage(await listConsumers(ctx, params.app_id, query), presentEndpoint),
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.endpoint.create',
    summary: 'Add a consumer',
    status: 201,
    body: endpointIn,
    response: endpointOut,
    replay: { again: async ({ ctx, params }, id) => presentEndpoint(await getConsumer(ctx, params.app_id, id)) },
    run: async ({ ctx, params, body }) => presentEndpoint(await createConsumer(ctx, params.app_id, body)),
  }),
)
