import { prisma } from '#lib/db/client.ts'
import type { ApiToken } from '#lib/db/generated/client.ts'
import { publicOrigin } from '#lib/public-origin.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { formatId, newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { makeToken } from './make-token.ts'
import { portalName } from './portal-name.ts'
import { portalPermissions } from './portal-permissions.ts'
import { type PortalAccessInput, portalAccessInputSchema, portalCapabilitySchema } from './schemas.ts'

/** `portal` acts at once; `one-time` is traded for a session, until the access ends. */
type PortalTokenKind = 'portal' | 'one-time'

/** Makes tokens for the same portal access, one of each kind asked for. The caller has authorised it. */
export async function addPortalTokens(
  ctx: Context,
  instance: string,
  input: PortalAccessInput,
  kinds: readonly PortalTokenKind[],
): Promise<{ token: string; row: ApiToken }[]> {
  const { capabilities, readOnly, expiry, sessionId } = portalAccessInputSchema.parse(input)
  const found = await findInstance(ctx, instance)
  const granted = portalPermissions(readOnly ? ['ViewBase'] : (capabilities ?? portalCapabilitySchema.options))
  const common = {
    instanceId: found.id,
    name: portalName(sessionId ?? null),
    role: 'admin',
    capabilities: granted,
    createdBy: ctx.actor.name,
    expiresAt: new Date(Date.now() + expiry * 1000),
  }
  return prisma().$transaction(async (tx) => {
    const made: { token: string; row: ApiToken }[] = []
    for (const kind of kinds) {
      const { token, ...kept } = makeToken()
      made.push({ token, row: await tx.apiToken.create({ data: { ...common, ...kept, kind, id: newUuid() } }) })
    }
    const target = { kind: 'token', id: formatId('token', made[0]?.row.id ?? found.id), name: common.name }
    const after = { capabilities: granted, expiry }
    await writeAudit(tx, ctx, { action: 'portal.access', instanceId: found.id, target, after })
    return made
  })
}

/** The address that a customer opens. The token is in the fragment, which browsers send to no server. */
export function portalUrl(oneTimeToken: string): string {
  return `${publicOrigin()}/portal#key=${oneTimeToken}`
}
