import { PORTAL_PERMISSIONS } from '../permissions.ts'
import type { Permission } from '../roles.ts'
import { type PortalCapability, portalCapabilitySchema } from './schemas.ts'

/** What portal access with these capabilities may do. */
export function portalPermissions(capabilities: readonly PortalCapability[]): Permission[] {
  return [...new Set(capabilities.flatMap((capability) => PORTAL_PERMISSIONS[capability]))]
}

/** The capabilities that such permissions came from. */
export function portalCapabilities(permissions: readonly string[]): PortalCapability[] {
  return portalCapabilitySchema.options.filter((capability) =>
    PORTAL_PERMISSIONS[capability].every((one) => permissions.includes(one)),
  )
}
