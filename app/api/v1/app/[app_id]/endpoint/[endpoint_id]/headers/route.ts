import { defineRoute } from '#lib/api/core/define-route.ts'
import { toNext } from '#lib/api/next.ts'
import {
  headerPatch,
  headerReplacement,
  headersIn,
  headersOut,
  headersPatchIn,
  presentHeaders,
} from '#lib/api/svix/endpoint.ts'
import { getCustomHeaders } from '#lib/domain/consumers/get-custom-headers.ts'
import { setCustomHeaders } from '#lib/domain/consumers/set-custom-headers.ts'

const path = '/api/v1/app/{app_id}/endpoint/{endpoint_id}/headers'

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = toNext(
  defineRoute({
    method: 'GET',
    path,
    id: 'v1.endpoint.get-headers',
    permission: 'read',
    summary: 'Get the custom headers; sensitive values only show as set',
    status: 200,
    response: headersOut,
    run: async ({ ctx, params }) => presentHeaders(await getCustomHeaders(ctx, params.app_id, params.endpoint_id)),
  }),
  defineRoute({
    method: 'PUT',
    path,
    id: 'v1.endpoint.set-headers',
    permission: 'consumer:write',
    summary: 'Replace the custom headers',
    status: 204,
    body: headersIn,
    run: ({ ctx, params: { app_id, endpoint_id }, body }) =>
      setCustomHeaders(ctx, app_id, endpoint_id, { mode: 'replace', headers: headerReplacement(body) }),
  }),
  defineRoute({
    method: 'PATCH',
    path,
    id: 'v1.endpoint.patch-headers',
    permission: 'consumer:write',
    summary: 'Set or remove some custom headers',
    status: 204,
    body: headersPatchIn,
    run: ({ ctx, params: { app_id, endpoint_id }, body }) =>
      setCustomHeaders(ctx, app_id, endpoint_id, { mode: 'patch', headers: headerPatch(body) }),
  }),
)
