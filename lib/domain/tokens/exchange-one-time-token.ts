import { prisma } from '#lib/db/client.ts'
import { DomainError } from '../errors.ts'
import { newUuid } from '../ids.ts'
import { hashToken } from './authenticate-token.ts'
import { makeToken } from './make-token.ts'
import { portalCapabilities } from './portal-permissions.ts'
import type { PortalCapability } from './schemas.ts'

const PORTAL_DAYS = 7

/** Trades a one-time token for portal access: it is the credential, and works once. @throws DomainError `authentication_failed` */
export async function exchangeOneTimeToken(
  oneTimeToken: string,
): Promise<{ token: string; capabilities: PortalCapability[] }> {
  return prisma().$transaction(async (tx) => {
    const hash = hashToken(oneTimeToken)
    const row = await tx.apiToken.findFirst({ where: { hash, kind: 'one-time', expiresAt: { gt: new Date() } } })
    const used = row === null ? { count: 0 } : await tx.apiToken.deleteMany({ where: { id: row.id } })
    if (row === null || used.count === 0)
      throw new DomainError('authentication_failed', 'This one-time token is unknown, used or has expired.')
    const { token, ...kept } = makeToken()
    const { instanceId, name, role, capabilities, createdBy } = row
    const expiresAt = new Date(Date.now() + PORTAL_DAYS * 86_400_000)
    await tx.apiToken.create({
      data: { ...kept, id: newUuid(), kind: 'portal', instanceId, name, role, capabilities, createdBy, expiresAt },
    })
    return { token, capabilities: portalCapabilities(capabilities) }
  })
}
