import type { Transaction } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'
import { presentPerson } from './present-person.ts'
import type { PersonView } from './schemas.ts'

type NewPerson = Pick<Prisma.PersonCreateInput, 'email' | 'name' | 'role' | 'passwordHash' | 'oidcSubject'>

/** Adds somebody who comes by themselves: nobody else is to answer for it. The callers say who may. */
export async function addPerson(tx: Transaction, ctx: Omit<Context, 'actor'>, person: NewPerson): Promise<PersonView> {
  const row = await tx.person.create({ data: { id: newUuid(), ...person } })
  const view = presentPerson(row)
  const by = { ...ctx, actor: { kind: 'person', id: row.id, name: row.name } as const }
  const target = { kind: 'person', id: view.id, name: view.name }
  await writeAudit(tx, by, { action: 'person.create', instanceId: null, target, after: view })
  return view
}
