import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import { presentRotatedToken, rotateTokenOut, sourceInstance } from '#lib/api/svix/source.ts'
import { getSource } from '#lib/domain/sources/get-source.ts'
import { rotateSourceToken } from '#lib/domain/sources/rotate-source-token.ts'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'POST',
    path: '/ingest/api/v1/source/{source_id}/token/rotate',
    id: 'v1.ingest.source.rotate-token',
    permission: 'source:write',
    summary: 'Give a source a new address; the old one answers for the overlap',
    status: 200,
    response: rotateTokenOut,
    replay: {
      again: async (call, id) => presentRotatedToken(await getSource(call.ctx, await sourceInstance(call), id)),
    },
    run: async (call) =>
      presentRotatedToken(await rotateSourceToken(call.ctx, await sourceInstance(call), call.params.source_id)),
  }),
)
