import { prisma } from '#lib/db/client.ts'
import type { Source } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

/** The source of this instance with this id or uid, or null. */
export async function findSourceOrNull(instance: { readonly id: string }, idOrUid: string): Promise<Source | null> {
  const id = parseId('source', idOrUid)
  return prisma().source.findFirst({ where: { instanceId: instance.id, ...(id === null ? { uid: idOrUid } : { id }) } })
}

/** @throws DomainError `not_found` */
export async function findSource(instance: { readonly id: string }, idOrUid: string): Promise<Source> {
  const row = await findSourceOrNull(instance, idOrUid)
  if (row === null) throw new DomainError('not_found', 'No such source in this instance. Check its id or uid.')
  return row
}
