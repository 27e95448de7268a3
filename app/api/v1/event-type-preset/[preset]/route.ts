import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getPreset } from '#lib/domain/event-types/get-preset.ts'
import { eventTypeViewSchema } from '#lib/domain/event-types/schemas.ts'

const typeOut = eventTypeViewSchema.pick({
  name: true,
  groupName: true,
  description: true,
  deprecated: true,
  schemas: true,
  example: true,
})

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/event-type-preset/{preset}',
    id: 'v1.event-type.get-preset',
    permission: 'read',
    summary: 'The event types of a ready catalogue: codat',
    status: 200,
    response: z.object({ data: z.array(typeOut) }),
    run: async ({ ctx, params }) => ({ data: getPreset(ctx, params.preset) }),
  }),
)
