import type { Transaction } from '#lib/db/client.ts'
import type { Prisma } from '#lib/db/generated/client.ts'
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

/** The same for many changes in one statement: Prisma's own took 250 ms for as many, most of it to build. */
export async function writeAudits(tx: Transaction, by: AuditAuthor, events: readonly AuditEvent[]): Promise<void> {
  const kept = events.map(({ before, after }) => onlyDifferences(before ?? null, after ?? null))
  const text = (value: Plain | null) => (value === null ? null : JSON.stringify(value))
  const { kind, id, name } = by.actor
  await tx.$executeRaw`
    INSERT INTO audit_entry (id, actor_kind, actor_id, actor_name, request_id, instance_id, action, target_kind, target_id,
      target_name, before, after)
    SELECT given.id, ${kind}, ${id}, ${name}, ${by.requestId}, instance_id, action, target_kind, target_id,
      target_name, before::jsonb, after::jsonb
    FROM unnest(${events.map(() => newUuid())}::uuid[], ${events.map(({ instanceId }) => instanceId)}::uuid[],
      ${events.map(({ action }) => action)}::text[], ${events.map(({ target }) => target.kind)}::text[],
      ${events.map(({ target }) => target.id)}::text[], ${events.map(({ target }) => target.name)}::text[],
      ${kept.map(({ before }) => text(before))}::text[], ${kept.map(({ after }) => text(after))}::text[])
      AS given (id, instance_id, action, target_kind, target_id, target_name, before, after)`
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
