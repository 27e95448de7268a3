import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { assertOtherOwner, findPerson } from './find-person.ts'
import { presentPerson } from './present-person.ts'

/**
 * Removes a person; their sessions end with the next request. @throws DomainError `not_found`, `conflict` for the last
 * owner
 */
export async function removePerson(ctx: Context, personId: string): Promise<void> {
  authorize(ctx, 'people:write')
  await prisma().$transaction(async (tx) => {
    const row = await findPerson(tx, personId)
    if (row.role === 'owner') await assertOtherOwner(tx, row.id)
    await tx.person.delete({ where: { id: row.id } })
    const before = presentPerson(row)
    const target = { kind: 'person', id: before.id, name: before.name }
    await writeAudit(tx, ctx, { action: 'person.delete', instanceId: null, target, before })
  })
}
