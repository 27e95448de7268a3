import { defineRoute } from '#lib/api/core/define-route.ts'
import { answer } from '#lib/api/core/route.ts'
import { toNext } from '#lib/api/next.ts'
import { applicationIn, applicationOut, applicationPatch, presentApplication } from '#lib/api/svix/application.ts'
import { deleteInstance } from '#lib/domain/instances/delete-instance.ts'
import { getInstance } from '#lib/domain/instances/get-instance.ts'
import { updateInstance } from '#lib/domain/instances/update-instance.ts'
import { upsertInstance } from '#lib/domain/instances/upsert-instance.ts'

const path = '/api/v1/app/{app_id}'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.application.get',
    permission: 'read',
    summary: 'Get an instance',
    status: 200,
    response: applicationOut,
    run: async ({ ctx, params }) => presentApplication(await getInstance(ctx, params.app_id)),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.application.upsert',
    permission: 'instance:write',
    summary: 'Replace or create an instance',
    status: 200,
    otherStatus: 201,
    body: applicationIn,
    response: applicationOut,
    run: async ({ ctx, params, body }) => {
      const { created, view } = await upsertInstance(ctx, params.app_id, body)
      return answer(created ? 201 : 200, presentApplication(view))
    },
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.application.patch',
    permission: 'instance:write',
    summary: 'Change parts of an instance',
    status: 200,
    body: applicationPatch,
    response: applicationOut,
    run: async ({ ctx, params, body }) => presentApplication(await updateInstance(ctx, params.app_id, body)),
  }),
  defineRoute({
    method: 'DELETE',
    path,
    id: 'v1.application.delete',
    permission: 'instance:write',
    summary: 'Delete an instance with everything in it',
    status: 204,
    run: ({ ctx, params }) => deleteInstance(ctx, params.app_id),
  }),
)
