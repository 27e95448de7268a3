import type { Invitation } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { type InvitationView, storedRoleSchema } from './schemas.ts'

/** An invitation as the API shows it, without its token. */
export function presentInvitation(row: Invitation): InvitationView {
  return {
    id: formatId('invitation', row.id),
    email: row.email,
    role: storedRoleSchema.parse(row.role),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }
}
