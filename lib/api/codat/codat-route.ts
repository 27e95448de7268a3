import type { z } from 'zod'
import { routeFactory } from '../core/define-route.ts'
import type { Route, RouteConfig } from '../core/route.ts'
import { codatErrorBody, codatStatus } from './error-body.ts'

const define = routeFactory(codatErrorBody)

/** A route of the Codat face: the same pipeline with that face's error body and statuses. */
export function codatRoute<
  Path extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(config: RouteConfig<Path, Query, Body>): Route {
  const route = define(config)
  return {
    ...route,
    async handle(request, ports) {
      const reply = await route.handle(request, ports)
      return { ...reply, status: codatStatus(reply.status) }
    },
  }
}
