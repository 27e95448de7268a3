import { prisma } from '#lib/db/client.ts'
import type { Consumer } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'
import { parseId } from '../ids.ts'

export type ConsumerKind = 'consumer' | 'operational'

/** The consumer of this instance with this id or uid, not deleted. @throws DomainError `not_found` */
export async function findConsumer(
  instance: { readonly id: string },
  idOrUid: string,
  kind: ConsumerKind = 'consumer',
): Promise<Consumer> {
  const id = parseId('consumer', idOrUid)
  const row = await prisma().consumer.findFirst({
    where: { instanceId: instance.id, kind, deletedAt: null, ...(id === null ? { uid: idOrUid } : { id }) },
  })
  if (row === null) throw new DomainError('not_found', 'No such consumer in this instance. Check its id or uid.')
  return row
}
