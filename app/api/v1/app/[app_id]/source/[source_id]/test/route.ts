import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { sourceTestSchema } from '#lib/domain/sources/schemas.ts'
import { sendSourceTest } from '#lib/domain/sources/send-source-test.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/api/v1/app/{app_id}/source/{source_id}/test',
    id: 'v1.source.test',
    permission: 'source:write',
    summary: 'Send a source a request signed as its provider would',
    status: 200,
    response: sourceTestSchema,
    run: ({ ctx, params }) => sendSourceTest(ctx, params.app_id, params.source_id),
  }),
)
