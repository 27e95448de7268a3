import type { Transaction } from '#lib/db/client.ts'
import type { Person } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

/** People belong to the installation, not to an instance. @throws DomainError `not_found` */
export async function findPerson(tx: Transaction, personId: string): Promise<Person> {
  const id = parseId('person', personId)
  const row = id === null ? null : await tx.person.findUnique({ where: { id } })
  if (row === null) throw new DomainError('not_found', 'No such person.')
  return row
}

/** Keeps at least one owner, also when two owners act at once. @throws DomainError `conflict` */
export async function assertOtherOwner(tx: Transaction, personId: string): Promise<void> {
  const owners = await tx.$queryRaw<{ id: string }[]>`select id from person where role = 'owner' order by id for update`
  if (owners.some((owner) => owner.id !== personId)) return
  throw new DomainError('conflict', 'This is the only owner. Make somebody else an owner first.')
}
