import type { z } from 'zod'
import { DomainError } from '#lib/domain/errors.ts'
import { routeFactory } from '../core/define-route.ts'
import type { Call, Route, RouteConfig } from '../core/route.ts'
import { codatErrorBody, codatStatus } from './error-body.ts'

const define = routeFactory(codatErrorBody)

/** A route of the Codat face: the same pipeline with that face's error body and statuses. */
export function codatRoute<
  Path extends string,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
>(config: RouteConfig<Path, Query, Body>): Route {
  const run = config.run
  const route = define({ ...config, run: (call) => run(inKnownInstance(call)) })
  return {
    ...route,
    async handle(request, ports) {
      const reply = await route.handle(request, ports)
      return { ...reply, status: codatStatus(reply.status) }
    },
  }
}

// This face has no instance in its paths, and guessing one would write to somebody else's.
function inKnownInstance<C extends Call<string, unknown, unknown>>(call: C): C {
  if (call.instanceId !== null || call.ctx.actor.instanceId !== null) return call
  const detail = 'This token is not of one instance: say which one is meant in the header X-Instance-Id.'
  throw new DomainError('bad_request', detail)
}
