import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { can, PERMISSIONS } from '../permissions.ts'
import type { WhoamiView } from './schemas.ts'

/** Who the caller is and what they may do. */
export function getWhoami(ctx: Context): WhoamiView {
  const { kind, id, name, role, instanceId } = ctx.actor
  return {
    kind,
    id: id === null || kind === 'root' || kind === 'system' ? null : formatId(kind, id),
    name,
    role,
    instanceId: instanceId === null ? null : formatId('instance', instanceId),
    permissions: [...PERMISSIONS[role]].filter((permission) => can(ctx, permission)),
  }
}
