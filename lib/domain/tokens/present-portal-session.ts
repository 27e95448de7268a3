import type { ApiToken } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { portalSessionId } from './portal-name.ts'
import { portalCapabilities } from './portal-permissions.ts'
import type { PortalSessionView } from './schemas.ts'

/** A portal session as the API shows it, without its token. */
export function presentPortalSession(row: ApiToken): PortalSessionView {
  return {
    id: formatId('token', row.id),
    sessionId: portalSessionId(row.name),
    isOpened: row.kind === 'portal',
    capabilities: portalCapabilities(row.capabilities),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: (row.expiresAt ?? row.createdAt).toISOString(),
  }
}
