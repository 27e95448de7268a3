import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { precheckMessage } from '#lib/domain/messages/precheck-message.ts'
import { eventTypeNameSchema, tagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg/precheck/active',
    id: 'v1.message.precheck',
    permission: 'read',
    summary: 'Say whether any enabled consumer would get such a message',
    status: 200,
    body: z.object({ eventType: eventTypeNameSchema, channels: z.array(tagSchema).min(1).max(10).nullish() }),
    response: z.object({ active: z.boolean() }),
    run: async ({ ctx, params, body: { eventType, channels } }) => ({
      active: await precheckMessage(ctx, params.app_id, { eventType, tags: channels ?? [] }),
    }),
  }),
)
