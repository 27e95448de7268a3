import type { Transaction } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { newUuid } from '../ids.ts'

export interface AuditEvent {
  /** `consumer.update` and the like: word, dot, verb. */
  readonly action: string
  readonly instanceId: string | null
  /** Kind of the thing, its TypeID text, and a name for people. */
  readonly target: { readonly kind: string; readonly id: string; readonly name: string }
  /** Views, never rows: a view carries no secret. */
  readonly before?: object | null
  readonly after?: object | null
}

/** Who is to answer for a change. */
export interface AuditAuthor {
  readonly actor: Pick<Context['actor'], 'kind' | 'id' | 'name'>
  readonly requestId: string
}

/** Records a change in the transaction that makes it. Only what differs between `before` and `after` is kept. */
export async function writeAudit(tx: Transaction, by: AuditAuthor, event: AuditEvent): Promise<void> {
  await writeAudits(tx, by, [event])
}

/** The same for many changes at once. */
export async function writeAudits(tx: Transaction, by: AuditAuthor, events: readonly AuditEvent[]): Promise<void> {
  await tx.auditEntry.createMany({ data: events.map((event) => entryOf(by, event)) })
}

function entryOf({ actor, requestId }: AuditAuthor, event: AuditEvent) {
  const { before, after } = onlyDifferences(event.before ?? null, event.after ?? null)
  return {
    id: newUuid(),
    instanceId: event.instanceId,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    action: event.action,
    targetKind: event.target.kind,
    targetId: event.target.id,
    targetName: event.target.name,
    before: before === null ? Prisma.DbNull : before,
    after: after === null ? Prisma.DbNull : after,
    requestId,
  }
}

type Plain = Record<string, Prisma.InputJsonValue>

function onlyDifferences(before: object | null, after: object | null): { before: Plain | null; after: Plain | null } {
  const [left, right] = [toPlain(before), toPlain(after)]
  if (left === null || right === null) return { before: left, after: right }
  const changed = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    (key) => key !== 'updatedAt' && JSON.stringify(left[key]) !== JSON.stringify(right[key]),
  )
  const pick = (value: Plain): Plain =>
    Object.fromEntries(changed.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]])))
  return { before: pick(left), after: pick(right) }
}

function toPlain(value: object | null): Plain | null {
  return value === null ? null : JSON.parse(JSON.stringify(value))
}
