import { after } from 'next/server'
import { z } from 'zod'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { messageOut, presentCreatedMessage, presentMessageOut } from '#lib/api/svix/message.ts'
import { getMessage } from '#lib/domain/messages/get-message.ts'
import { sendExample } from '#lib/domain/messages/send-example.ts'
import { createWebIngest } from '#lib/domain/messages/web-ingest.ts'
import { eventTypeNameSchema } from '#lib/domain/schemas.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/send-example',
    id: 'v1.endpoint.send-example',
    permission: 'delivery:write',
    summary: 'Send a test message to this consumer only',
    status: 202,
    body: z.object({
      eventType: eventTypeNameSchema,
      exampleIndex: z.int().min(0).max(1000).default(0),
      payload: z.record(z.string(), z.json()).optional(),
    }),
    response: messageOut,
    replay: { again: async ({ ctx, params }, id) => presentMessageOut(await getMessage(ctx, params.app_id, id)) },
    run: async ({ ctx, params, body }) => {
      const ingest = createWebIngest()
      after(() => ingest.flush())
      return presentCreatedMessage(await sendExample(ctx, params.app_id, params.endpoint_id, body, ingest), true)
    },
  }),
)
