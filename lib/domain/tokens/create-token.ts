import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError, fieldError } from '../errors.ts'
import { newUuid } from '../ids.ts'
import { authorize } from '../permissions.ts'
import type { Role } from '../roles.ts'
import { makeToken } from './make-token.ts'
import { presentToken } from './present-token.ts'
import { type CreatedToken, type TokenInput, tokenInputSchema } from './schemas.ts'
import { tokenScope } from './token-scope.ts'

const RANK: Readonly<Record<Role, number>> = { viewer: 0, admin: 1, owner: 2 }

/**
 * Makes a token of an instance, or with null of every instance. Nobody gives more than they have.
 * @throws DomainError `not_found`, `permission_denied`, `validation` (an expiry in the past)
 */
export async function createToken(ctx: Context, instance: string | null, input: TokenInput): Promise<CreatedToken> {
  authorize(ctx, 'token:write')
  const { name, role, expiresAt } = tokenInputSchema.parse(input)
  const instanceId = await tokenScope(ctx, instance)
  if (RANK[role] > RANK[ctx.actor.role])
    throw new DomainError('permission_denied', `Your role (${ctx.actor.role}) cannot give the role ${role}.`)
  const expires = expiresAt ? new Date(expiresAt) : null
  if (expires !== null && expires.getTime() <= Date.now()) throw fieldError('expiresAt', 'must be in the future')
  const { token, hash, hint } = makeToken()
  return prisma().$transaction(async (tx) => {
    const row = await tx.apiToken.create({
      data: { id: newUuid(), instanceId, name, role, hash, hint, createdBy: ctx.actor.name, expiresAt: expires },
    })
    const view = presentToken(row)
    const target = { kind: 'token', id: view.id, name }
    await writeAudit(tx, ctx, { action: 'token.create', instanceId, target, after: view })
    return { ...view, token }
  })
}
