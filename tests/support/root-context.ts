import { pino } from 'pino'
import type { Context } from '#lib/domain/context.ts'

/** The context of the root token, for verbs called from tests. */
export function rootContext(actor: Partial<Context['actor']> = {}): Context {
  const root = { kind: 'root', id: null, name: 'test', role: 'owner', instanceId: null, capabilities: null } as const
  return { actor: { ...root, ...actor }, requestId: 'req_test', log: pino({ level: 'silent' }) }
}
