import { prisma } from '#lib/db/client.ts'
import { env } from '#lib/env.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { formatId, newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { makeToken } from './make-token.ts'
import { PORTAL_CAPABILITIES, portalPermissions } from './portal-permissions.ts'
import { type PortalAccessInput, portalAccessInputSchema } from './schemas.ts'

const ONE_TIME_MINUTES = 10

/**
 * Lets somebody's customer into one instance with the capabilities given: a token, and an address that carries a
 * one-time token for the same. @throws DomainError `not_found`
 */
export async function createPortalAccess(
  ctx: Context,
  instance: string,
  input: PortalAccessInput,
): Promise<{ token: string; url: string }> {
  authorize(ctx, 'token:write')
  const { capabilities, readOnly, expiry, sessionId } = portalAccessInputSchema.parse(input)
  const found = await findInstance(ctx, instance)
  const granted = portalPermissions(readOnly ? ['ViewBase'] : (capabilities ?? PORTAL_CAPABILITIES))
  const [lasting, once] = [makeToken(), makeToken()]
  const now = Date.now()
  const common = {
    instanceId: found.id,
    name: portalName(sessionId ?? null),
    role: 'admin',
    capabilities: granted,
    createdBy: ctx.actor.name,
  }
  const lastingRow = { ...common, kind: 'portal', hash: lasting.hash, hint: lasting.hint, id: newUuid() }
  const onceRow = { ...common, kind: 'one-time', hash: once.hash, hint: once.hint, id: newUuid() }
  await prisma().$transaction(async (tx) => {
    await tx.apiToken.createMany({
      data: [
        { ...lastingRow, expiresAt: new Date(now + expiry * 1000) },
        { ...onceRow, expiresAt: new Date(now + ONE_TIME_MINUTES * 60_000) },
      ],
    })
    const target = { kind: 'token', id: formatId('token', lastingRow.id), name: common.name }
    const after = { capabilities: granted, expiry }
    await writeAudit(tx, ctx, { action: 'portal.access', instanceId: found.id, target, after })
  })
  const origin = env().POSTHORN_URL ?? `http://${env().HOST}:${env().PORT}`
  return { token: lasting.token, url: `${origin}/portal#key=${once.token}` }
}

/** The name that access of a session goes by, so that one session's can be ended. */
export function portalName(sessionId: string | null): string {
  return sessionId === null ? 'portal' : `portal:${sessionId}`
}
