import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { addPerson } from './add-person.ts'
import { hashPassword } from './hash-password.ts'
import type { OwnerInput, PersonView } from './schemas.ts'

// Any number: it only has to be the same in every process that sets an installation up.
const SET_UP_LOCK = 72_707_401

/**
 * Makes the first owner, exactly once however many ask at the same time. The caller has checked the set-up token;
 * there is nobody yet whose permission could be asked. @throws DomainError `conflict` when there is an owner
 */
export async function createOwner(ctx: Omit<Context, 'actor'>, input: OwnerInput): Promise<PersonView> {
  const passwordHash = await hashPassword(input.password)
  return prisma().$transaction(async (tx) => {
    await tx.$queryRaw`select 1 as locked from (select pg_advisory_xact_lock(${SET_UP_LOCK})) as taken`
    const existing = await tx.person.findFirst({ where: { role: 'owner' }, select: { id: true } })
    if (existing !== null) throw new DomainError('conflict', 'This installation has an owner already. Sign in instead.')
    const { email, name } = input
    return addPerson(tx, ctx, { email, name, role: 'owner', passwordHash })
  })
}
