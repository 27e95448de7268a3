import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { messageOut, presentMessageOut } from '#lib/api/svix/message.ts'
import { getMessage } from '#lib/domain/messages/get-message.ts'
import { queryFlagSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path: '/api/v1/app/{app_id}/msg/{msg_id}',
    id: 'v1.message.get',
    permission: 'read',
    summary: 'Get a message',
    status: 200,
    query: z.object({ with_content: queryFlagSchema.default(true) }),
    response: messageOut,
    run: async ({ ctx, params, query }) =>
      presentMessageOut(await getMessage(ctx, params.app_id, params.msg_id), query.with_content),
  }),
)
