import type { Context } from './context.ts'
import { DomainError } from './errors.ts'
import type { Permission, Role } from './roles.ts'

const VIEWER: readonly Permission[] = ['read', 'source:read', 'system:read']

const ADMIN: readonly Permission[] = [
  ...VIEWER,
  'secret:read',
  'secret:write',
  'instance:write',
  'instance:create',
  'consumer:write',
  'transformation:write',
  'event-type:write',
  'company:write',
  'source:write',
  'message:create',
  'message:expunge',
  'delivery:write',
  'people:read',
  'token:write',
  'audit:read',
]

const OWNER: readonly Permission[] = [...ADMIN, 'people:write']

/** The one table of who may do what. */
export const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(VIEWER),
  admin: new Set(ADMIN),
  owner: new Set(OWNER),
}

/** True when the actor's role, narrowed by its own capabilities, has the permission. */
export function can(ctx: Pick<Context, 'actor'>, permission: Permission): boolean {
  const { role, capabilities } = ctx.actor
  return PERMISSIONS[role].has(permission) && (capabilities === null || capabilities.has(permission))
}

/** First line of every verb. @throws DomainError `permission_denied` */
export function authorize(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  if (can(ctx, permission)) return
  throw new DomainError(
    'permission_denied',
    `Your role (${ctx.actor.role}) does not allow this. Ask an owner or admin.`,
  )
}
