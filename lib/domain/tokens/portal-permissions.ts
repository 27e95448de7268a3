import type { Permission } from '../roles.ts'
import type { PortalCapability } from './schemas.ts'

const GIVES: Readonly<Record<PortalCapability, readonly Permission[]>> = {
  ViewBase: ['read'],
  ViewEndpointSecret: ['read', 'secret:read'],
  ManageEndpointSecret: ['read', 'secret:read', 'secret:write'],
  ManageTransformations: ['read', 'transformation:write'],
  CreateAttempts: ['read', 'delivery:write'],
  ManageEndpoint: ['read', 'consumer:write'],
}

/** What portal access with these capabilities may do. */
export function portalPermissions(capabilities: readonly PortalCapability[]): Permission[] {
  return [...new Set(capabilities.flatMap((capability) => GIVES[capability]))]
}

/** The capabilities that such permissions came from. */
export function portalCapabilities(permissions: readonly string[]): PortalCapability[] {
  return PORTAL_CAPABILITIES.filter((capability) => GIVES[capability].every((one) => permissions.includes(one)))
}

export const PORTAL_CAPABILITIES: readonly PortalCapability[] = [
  'ViewBase',
  'ViewEndpointSecret',
  'ManageEndpointSecret',
  'ManageTransformations',
  'CreateAttempts',
  'ManageEndpoint',
]
