import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { getMessage } from '#lib/domain/messages/get-message.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}/raw',
    id: 'v1.message.get-raw-payload',
    permission: 'read',
    summary: 'Get the exact text of a message; empty once expunged',
    status: 200,
    response: z.object({ payload: z.string() }),
    run: async ({ ctx, params }) => ({ payload: (await getMessage(ctx, params.app_id, params.msg_id)).body ?? '' }),
  }),
)
