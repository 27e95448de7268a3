import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { applicationIn, applicationOut, presentApplication } from '#lib/api/svix/application.ts'
import { pageOf, presentPage } from '#lib/api/svix/pages.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getInstance } from '#lib/domain/instances/get-instance.ts'
import { listInstances } from '#lib/domain/instances/list-instances.ts'
import { getOrCreateInstance } from '#lib/domain/instances/upsert-instance.ts'
import { pageQuerySchema, queryFlagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app',
    id: 'v1.application.list',
    permission: 'read',
    summary: 'List instances',
    status: 200,
    query: pageQuerySchema.extend({
      search: z.string().max(256).optional(),
      exclude_apps_with_no_endpoints: queryFlagSchema.optional(),
      exclude_apps_with_disabled_endpoints: queryFlagSchema.optional(),
    }),
    response: pageOf(applicationOut),
    run: async ({ ctx, query }) =>
      presentPage(
        await listInstances(ctx, {
          ...query,
          withConsumers: query.exclude_apps_with_no_endpoints,
          withEnabledConsumers: query.exclude_apps_with_disabled_endpoints,
        }),
        presentApplication,
      ),
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/app',
    id: 'v1.application.create',
    permission: 'instance:create',
    summary: 'Create an instance, or get the one with this uid',
    status: 201,
    otherStatus: 200,
    query: z.object({ get_if_exists: queryFlagSchema.optional() }),
    body: applicationIn,
    response: applicationOut,
    replay: { again: async ({ ctx }, id) => presentApplication(await getInstance(ctx, id)) },
    run: async ({ ctx, query, body }) => {
      if (!query.get_if_exists) return presentApplication(await createInstance(ctx, body))
      const { created, view } = await getOrCreateInstance(ctx, body)
      return answer(created ? 201 : 200, presentApplication(view))
    },
  }),
)
