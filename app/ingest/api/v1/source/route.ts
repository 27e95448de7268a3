import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { sourceIn, sourceInstance, sourceOut, sourcePage } from '#lib/api/svix/source.ts'
import { pageQuerySchema, queryFlagSchema } from '#lib/domain/schemas.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { getSource } from '#lib/domain/sources/get-source.ts'
import { listSources } from '#lib/domain/sources/list-sources.ts'

const path = '/ingest/api/v1/source'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.ingest.source.list',
    permission: 'source:read',
    summary: 'List sources',
    status: 200,
    query: pageQuerySchema.extend({
      search: z.string().max(256).optional(),
      /** With what each accepted and rejected in the last 24 hours. */
      with_traffic: queryFlagSchema.default(false),
    }),
    response: sourcePage,
    run: async (call) => {
      const { with_traffic: withTraffic, ...rest } = call.query
      return listSources(call.ctx, await sourceInstance(call), { ...rest, withTraffic })
    },
  }),
  defineRoute({
    method: 'POST',
    path,
    id: 'v1.ingest.source.create',
    permission: 'source:write',
    summary: 'Create a source',
    status: 201,
    body: sourceIn,
    response: sourceOut,
    replay: { again: async (call, id) => getSource(call.ctx, await sourceInstance(call), id) },
    run: async (call) => createSource(call.ctx, await sourceInstance(call), call.body),
  }),
)
