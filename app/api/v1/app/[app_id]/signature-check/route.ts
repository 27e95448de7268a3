import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { signatureCheckIn, signatureCheckOut } from '#lib/api/svix/signature-check.ts'
import { checkConsumerSignature } from '#lib/domain/sources/check-consumer-signature.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/signature-check',
    id: 'v1.application.signature-check',
    permission: 'read',
    summary: 'Say whether a received webhook verifies, and if not why',
    status: 200,
    body: signatureCheckIn,
    response: signatureCheckOut,
    run: ({ ctx, params, body }) => checkConsumerSignature(ctx, params.app_id, body),
  }),
)
