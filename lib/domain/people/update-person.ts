import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { authorize } from '../permissions.ts'
import { assertOtherOwner, findPerson } from './find-person.ts'
import { presentPerson } from './present-person.ts'
import type { PersonPatch, PersonView } from './schemas.ts'

/** Changes a role. @throws DomainError `not_found`, `conflict` for the last owner */
export async function updatePerson(ctx: Context, personId: string, patch: PersonPatch): Promise<PersonView> {
  authorize(ctx, 'people:write')
  return prisma().$transaction(async (tx) => {
    const before = await findPerson(tx, personId)
    if (before.role === 'owner' && patch.role !== 'owner') await assertOtherOwner(tx, before.id)
    const view = presentPerson(await tx.person.update({ where: { id: before.id }, data: { role: patch.role } }))
    await writeAudit(tx, ctx, {
      action: 'person.update',
      instanceId: null,
      target: { kind: 'person', id: view.id, name: view.name },
      before: presentPerson(before),
      after: view,
    })
    return view
  })
}
