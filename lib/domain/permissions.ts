import type { Context } from './context.ts'
import { DomainError } from './errors.ts'
import type { Permission, Role } from './roles.ts'
import type { PortalCapability } from './tokens/schemas.ts'

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

/** The same table for customers: what each capability of portal access lets them do, in their one instance. */
export const PORTAL_PERMISSIONS: Readonly<Record<PortalCapability, readonly Permission[]>> = {
  ViewBase: ['read'],
  ViewEndpointSecret: ['read', 'secret:read'],
  ManageEndpointSecret: ['read', 'secret:read', 'secret:write'],
  ManageTransformations: ['read', 'transformation:write'],
  CreateAttempts: ['read', 'delivery:write'],
  ManageEndpoint: ['read', 'consumer:write'],
}

/** What concerns the whole installation: nothing of it is for a token of one instance, whatever its role. */
const OF_THE_INSTALLATION: ReadonlySet<Permission> = new Set([
  'instance:create',
  'people:read',
  'people:write',
  'system:read',
])

/** True when the actor's role, narrowed by its own capabilities and to its one instance, has the permission. */
export function can(ctx: Pick<Context, 'actor'>, permission: Permission): boolean {
  const { role, capabilities } = ctx.actor
  if (isOutOfReach(ctx, permission)) return false
  return PERMISSIONS[role].has(permission) && (capabilities === null || capabilities.has(permission))
}

/** First line of every verb. @throws DomainError `permission_denied` */
export function authorize(ctx: Pick<Context, 'actor'>, permission: Permission): void {
  if (can(ctx, permission)) return
  throw new DomainError('permission_denied', refusalOf(ctx, permission))
}

function refusalOf(ctx: Pick<Context, 'actor'>, permission: Permission): string {
  const { role, capabilities } = ctx.actor
  if (capabilities !== null) return 'Your access does not include this. Ask whoever gave it to you.'
  if (isOutOfReach(ctx, permission))
    return 'A token of one instance does not reach beyond it. Use one of every instance.'
  return `Your role (${role}) does not allow this. Ask an owner or admin.`
}

function isOutOfReach({ actor }: Pick<Context, 'actor'>, permission: Permission): boolean {
  return actor.instanceId !== null && OF_THE_INSTALLATION.has(permission)
}
