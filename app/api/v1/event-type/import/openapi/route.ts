import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { openApiImportIn, presentImport } from '#lib/api/svix/event-type.ts'
import { importOpenApi } from '#lib/domain/event-types/import-openapi.ts'
import { inInstances } from '#lib/domain/instances/in-instances.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/event-type/import/openapi',
    id: 'v1.event-type.import-openapi',
    permission: 'event-type:write',
    summary: 'Take event types over from the webhooks section of an OpenAPI 3 document',
    status: 200,
    body: openApiImportIn,
    response: z.object({ data: z.looseObject({ modified: z.array(z.string()) }) }),
    run: async ({ ctx, body, instanceId }) =>
      presentImport(await inInstances(ctx, instanceId, (instance) => importOpenApi(ctx, instance, body))),
  }),
)
