import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { endpointIn, endpointOut, presentEndpoint } from '#lib/api/svix/endpoint.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { getConsumerStats } from '#lib/domain/consumers/get-consumer-stats.ts'
import { listConsumers } from '#lib/domain/consumers/list-consumers.ts'
import { consumerFilterSchema, consumerSortSchema, consumerStatsSchema } from '#lib/domain/consumers/schemas.ts'
import { pageQuerySchema, queryFlagSchema } from '#lib/domain/schemas.ts'

const path = '/api/v1/app/{app_id}/endpoint'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.list',
    permission: 'read',
    summary: 'List consumers',
    status: 200,
    query: pageQuerySchema.extend({
      ...consumerFilterSchema.shape,
      sort: consumerSortSchema.optional(),
      /** Adds the figures of the last 24 hours to each. */
      with_stats: queryFlagSchema.default(false),
    }),
    response: pageOf(endpointOut.extend({ stats: consumerStatsSchema.optional() })),
    run: async ({ ctx, params, query }) => {
      const page = await listConsumers(ctx, params.app_id, query)
      const ids = query.with_stats ? page.data.map(({ id }) => id) : []
      const stats = await getConsumerStats(ctx, params.app_id, ids)
      return presentPage(page, (view) => ({ ...presentEndpoint(view), stats: stats.get(view.id) }))
    },
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.endpoint.create',
    permission: 'consumer:write',
    summary: 'Add a consumer',
    status: 201,
    body: endpointIn,
    response: endpointOut,
    replay: { again: async ({ ctx, params }, id) => presentEndpoint(await getConsumer(ctx, params.app_id, id)) },
    run: async ({ ctx, params, body }) => presentEndpoint(await createConsumer(ctx, params.app_id, body)),
  }),
)
