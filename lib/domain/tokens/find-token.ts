import { prisma } from '#lib/db/client.ts'
import type { ApiToken } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

/** The token with this id in a scope (null: of every instance). @throws DomainError `not_found` */
export async function findToken(instanceId: string | null, token: string): Promise<ApiToken> {
  const id = parseId('token', token)
  const row = id === null ? null : await prisma().apiToken.findFirst({ where: { id, instanceId, kind: 'token' } })
  if (row === null) throw new DomainError('not_found', 'No such token. Check its id.')
  return row
}
