import type { z } from 'zod'
import type { roleSchema } from './people/schemas.ts'

export type Role = z.output<typeof roleSchema>

/** Every action a verb may ask for. `read` never shows a secret; `secret:read` does. */
export type Permission =
  | 'read'
  | 'secret:read'
  | 'secret:write'
  | 'instance:write'
  | 'instance:create'
  | 'consumer:write'
  | 'transformation:write'
  | 'event-type:write'
  | 'company:write'
  | 'source:read'
  | 'source:write'
  | 'message:create'
  | 'message:expunge'
  | 'delivery:write'
  | 'people:read'
  | 'people:write'
  | 'token:write'
  | 'audit:read'
  | 'system:read'
