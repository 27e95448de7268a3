import { prisma } from '#lib/db/client.ts'
import type { Actor } from '../context.ts'
import { parseId } from '../ids.ts'
import { storedRoleSchema } from './schemas.ts'

/** The person of a session that was issued at `issuedAt`, or null when removed or signed out everywhere since. */
export async function findSessionPerson(personId: string, issuedAt: Date): Promise<(Actor & { email: string }) | null> {
  const id = parseId('person', personId)
  const row = id === null ? null : await prisma().person.findUnique({ where: { id } })
  // A token's time has whole seconds; a session issued in the second of the invalidation still counts as older.
  if (row === null || issuedAt.getTime() + 1000 <= row.sessionsFrom.getTime()) return null
  const role = storedRoleSchema.parse(row.role)
  return { kind: 'person', id: row.id, name: row.name, email: row.email, role, instanceId: null, capabilities: null }
}
