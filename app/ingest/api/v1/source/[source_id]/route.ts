import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { sourceIn, sourceInstance, sourceOut, sourcePatch } from '#lib/api/svix/source.ts'
import { deleteSource } from '#lib/domain/sources/delete-source.ts'
import { getSource } from '#lib/domain/sources/get-source.ts'
import { updateSource } from '#lib/domain/sources/update-source.ts'
import { upsertSource } from '#lib/domain/sources/upsert-source.ts'

const path = '/ingest/api/v1/source/{source_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.ingest.source.get',
    permission: 'source:read',
    summary: 'Get a source',
    status: 200,
    response: sourceOut,
    run: async (call) => getSource(call.ctx, await sourceInstance(call), call.params.source_id),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.ingest.source.upsert',
    permission: 'source:write',
    summary: 'Replace or create a source',
    status: 200,
    otherStatus: 201,
    body: sourceIn,
    response: sourceOut,
    run: async (call) => {
      const instance = await sourceInstance(call)
      const { created, source } = await upsertSource(call.ctx, instance, call.params.source_id, call.body)
      return answer(created ? 201 : 200, source)
    },
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.ingest.source.patch',
    permission: 'source:write',
    summary: 'Change parts of a source',
    status: 200,
    body: sourcePatch,
    response: sourceOut,
    run: async (call) => updateSource(call.ctx, await sourceInstance(call), call.params.source_id, call.body),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.ingest.source.delete',
    permission: 'source:write',
    summary: 'Delete a source',
    status: 204,
    run: async (call) => deleteSource(call.ctx, await sourceInstance(call), call.params.source_id),
  }),
)
