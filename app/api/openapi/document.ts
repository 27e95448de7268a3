import { describeApi } from '#lib/api/core/describe-api.ts'
import { routesOf } from '#lib/api/core/routes-of.ts'
import packageJson from '../../../package.json' with { type: 'json' }
import { ROUTE_MODULES } from './route-modules.ts'

/** The OpenAPI 3.1 description of every route, made from the schemas that check them. */
export const API_DOCUMENT = describeApi(routesOf(ROUTE_MODULES), packageJson.version)
