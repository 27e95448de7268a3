import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { expungeMessages } from '#lib/domain/messages/expunge-messages.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/msg/bulk-expunge',
    id: 'v1.message.bulk-expunge-content',
    permission: 'message:expunge',
    summary: 'Remove the bodies of some messages at once',
    status: 200,
    body: z.object({ ids: z.array(z.string().min(1).max(256)).max(250).default([]) }),
    response: z.object({ results: z.record(z.string(), z.enum(['expunged', 'not-found'])) }),
    run: async ({ ctx, params, body }) => ({ results: await expungeMessages(ctx, params.app_id, body.ids) }),
  }),
)
