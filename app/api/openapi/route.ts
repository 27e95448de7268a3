import { describeApi } from '#lib/api/core/describe-api.ts'
import { routesOf } from '#lib/api/core/routes-of.ts'
import { refuseOthers } from '#lib/api/next.ts'
import { ROUTE_MODULES } from './route-modules.ts'

/** The OpenAPI 3.1 description of every route, made from the schemas that check them. */
export function GET(): Response {
  return Response.json(describeApi(routesOf(ROUTE_MODULES), process.env.npm_package_version ?? '0.1.0'))
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuseOthers('GET')
