import { prisma } from '#lib/db/client.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { hashToken } from './authenticate-token.ts'
import { makeToken } from './make-token.ts'
import { portalCapabilities } from './portal-permissions.ts'
import type { PortalCapability } from './schemas.ts'

/** Portal access as the one who got in receives it. */
export interface PortalEntry {
  readonly token: string
  readonly capabilities: PortalCapability[]
  readonly instanceId: string
  readonly expiresAt: Date
}

/**
 * Trades a one-time token for portal access until the same end: it is the credential, and works once, also when two
 * use it at the same time. @throws DomainError `authentication_failed`
 */
export async function exchangeOneTimeToken(oneTimeToken: string): Promise<PortalEntry> {
  const { token, ...kept } = makeToken()
  const now = new Date()
  const [row] = await prisma().apiToken.updateManyAndReturn({
    where: { hash: hashToken(oneTimeToken), kind: 'one-time', expiresAt: { gt: now } },
    data: { ...kept, kind: 'portal', lastUsedAt: now },
  })
  if (row === undefined || row.instanceId === null || row.expiresAt === null)
    throw new DomainError('authentication_failed', 'This link is unknown, was opened before, or has ended.')
  const instanceId = formatId('instance', row.instanceId)
  return { token, capabilities: portalCapabilities(row.capabilities), instanceId, expiresAt: row.expiresAt }
}
