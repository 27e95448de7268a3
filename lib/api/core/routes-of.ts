import type { Route } from './route.ts'

/** The routes that modules of handlers export; a handler made by `toNext` carries its route. */
export function routesOf(modules: readonly object[]): Route[] {
  return modules.flatMap((module) =>
    Object.values(module).flatMap((exported: unknown) =>
      typeof exported === 'function' && 'route' in exported && isRoute(exported.route) ? [exported.route] : [],
    ),
  )
}

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'handle' in value && 'path' in value && 'id' in value
}
