import { after } from 'next/server'
import { defineRoute } from '#lib/api/core/define-route.ts'
import { readText } from '#lib/api/core/read-body.ts'
import { toNext } from '#lib/api/next.ts'
import { attemptOut, presentAttemptOut } from '#lib/api/svix/attempt.ts'
import { readCreateMessage } from '#lib/domain/messages/read-create-message.ts'
import { createMessageSchema } from '#lib/domain/messages/schemas.ts'
import { sendTestAttempt } from '#lib/domain/messages/send-test-attempt.ts'
import { createWebIngest } from '#lib/domain/messages/web-ingest.ts'

export const maxDuration = 60

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/endpoint/{endpoint_id}/msg/test-attempt',
    id: 'v1.message.test-attempt',
    permission: 'delivery:write',
    summary: 'Send a test message to this consumer only and answer with the attempt',
    status: 201,
    body: createMessageSchema,
    response: attemptOut,
    run: async ({ ctx, params, request }) => {
      const input = readCreateMessage(readText(request.body))
      const ingest = createWebIngest()
      after(() => ingest.flush())
      return presentAttemptOut(await sendTestAttempt(ctx, params.app_id, params.endpoint_id, input, ingest))
    },
  }),
)
