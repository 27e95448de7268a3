import { prisma } from '#lib/db/client.ts'
import { fieldError } from '../errors.ts'

/** A filter starts with types in use only; one that has an archived type keeps it. @throws DomainError `validation` */
export async function assertNotArchived(instance: { readonly id: string }, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  const archived = await prisma().eventType.findFirst({
    where: { instanceId: instance.id, name: { in: [...names] }, archived: true },
    select: { name: true },
  })
  if (archived !== null) throw fieldError('eventTypes', `The event type "${archived.name}" is archived.`)
}
