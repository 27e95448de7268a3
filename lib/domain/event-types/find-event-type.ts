import { prisma } from '#lib/db/client.ts'
import type { EventType } from '#lib/db/generated/client.ts'
import { DomainError } from '../errors.ts'

/** The event type of this instance with this name. @throws DomainError `not_found` */
export async function findEventType(instance: { readonly id: string }, name: string): Promise<EventType> {
  const row = await prisma().eventType.findUnique({ where: { instanceId_name: { instanceId: instance.id, name } } })
  if (row === null) throw new DomainError('not_found', `No event type is called "${name}" in this instance.`)
  return row
}
