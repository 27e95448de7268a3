import type { Logger } from 'pino'
import type { Permission, Role } from './roles.ts'

/** Who acts: a signed-in person, an API token, the root token of the environment, or Posthorn itself. */
export interface Actor {
  readonly kind: 'person' | 'token' | 'root' | 'system'
  readonly id: string | null
  readonly name: string
  readonly role: Role
  /** The one instance it may see, or null for all. Others answer 404, not 403. */
  readonly instanceId: string | null
  /** Narrows the role further (portal access), or null. */
  readonly capabilities: ReadonlySet<Permission> | null
}

/** What every verb gets first. */
export interface Context {
  readonly actor: Actor
  readonly requestId: string
  readonly log: Logger
}
