import type { ApiToken } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { roleSchema } from '../people/schemas.ts'
import type { TokenView } from './schemas.ts'

/** A token as the API shows it, without itself. */
export function presentToken(row: ApiToken): TokenView {
  return {
    id: formatId('token', row.id),
    name: row.name,
    hint: row.hint,
    role: roleSchema.parse(row.role),
    instanceId: row.instanceId === null ? null : formatId('instance', row.instanceId),
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }
}
