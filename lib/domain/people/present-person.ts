import type { Person } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { type PersonView, storedRoleSchema } from './schemas.ts'

/** A person as the API shows them. */
export function presentPerson(row: Person): PersonView {
  return {
    id: formatId('person', row.id),
    email: row.email,
    name: row.name,
    role: storedRoleSchema.parse(row.role),
    usesIssuer: row.oidcSubject !== null,
    lockedUntil: row.lockedUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
