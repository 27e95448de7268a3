import { createHash, timingSafeEqual } from 'node:crypto'
import { prisma } from '#lib/db/client.ts'
import type { ApiToken } from '#lib/db/generated/client.ts'
import { env } from '#lib/env.ts'
import type { Actor } from '../context.ts'
import { DomainError } from '../errors.ts'
import { roleSchema } from '../people/schemas.ts'
import { PERMISSIONS } from '../permissions.ts'
import type { Permission } from '../roles.ts'

const LAST_USE_EVERY_MS = 60_000

/** SHA-256 of a token: all that is kept of it. */
export function hashToken(token: string): Buffer<ArrayBuffer> {
  return createHash('sha256').update(token).digest()
}

/** Who a presented token belongs to. @throws DomainError `authentication_failed` when unknown or expired */
export async function authenticateToken(token: string): Promise<Actor> {
  const root = rootActor(token)
  if (root !== null) return root
  const row = await prisma().apiToken.findUnique({ where: { hash: hashToken(token) } })
  if (row === null || row.kind === 'one-time' || (row.expiresAt !== null && row.expiresAt.getTime() <= Date.now()))
    throw new DomainError('authentication_failed', 'The token is unknown or has expired.')
  await noteUse(row)
  return {
    kind: 'token',
    id: row.id,
    name: row.name,
    role: roleSchema.parse(row.role),
    instanceId: row.instanceId,
    capabilities: row.kind === 'portal' ? narrowed(row.capabilities) : null,
  }
}

/** The actor of POSTHORN_API_TOKEN when that is what was presented. Compared by hash, in constant time. */
export function rootActor(token: string): Actor | null {
  const root = env().POSTHORN_API_TOKEN
  if (root === undefined || !timingSafeEqual(hashToken(root), hashToken(token))) return null
  return { kind: 'root', id: null, name: 'POSTHORN_API_TOKEN', role: 'owner', instanceId: null, capabilities: null }
}

function narrowed(capabilities: readonly string[]): ReadonlySet<Permission> {
  return new Set([...PERMISSIONS.owner].filter((permission) => capabilities.includes(permission)))
}

// Coarse on purpose: one write a minute, not one a request.
async function noteUse(row: ApiToken): Promise<void> {
  const now = Date.now()
  if (row.lastUsedAt !== null && now - row.lastUsedAt.getTime() < LAST_USE_EVERY_MS) return
  await prisma().apiToken.updateMany({ where: { id: row.id }, data: { lastUsedAt: new Date(now) } })
}
