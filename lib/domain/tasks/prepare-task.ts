import { prisma } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../database-now.ts'
import { fieldError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import type { ReplayKind, TaskRange } from './schemas.ts'
import type { TaskScope } from './select-candidates.ts'

const DAY_MS = 86_400_000
/** How far back a recover or replay may reach. */
const MAX_AGE_DAYS = 14

export interface PreparedTask {
  readonly instance: Instance
  readonly consumer: Consumer
  readonly scope: TaskScope
}

/** Checks a task's range and resolves its consumer. @throws DomainError `not_found`, `validation` */
export async function prepareTask(
  ctx: Context,
  target: { readonly instance: string; readonly consumer: string },
  kind: ReplayKind,
  range: TaskRange,
): Promise<PreparedTask> {
  const instance = await findInstance(ctx, target.instance)
  const consumer = await findConsumer(instance, target.consumer)
  const startedAt = await databaseNow(prisma())
  const until = range.until ?? startedAt
  if (range.since.getTime() < startedAt.getTime() - MAX_AGE_DAYS * DAY_MS) {
    throw fieldError('since', `must be within the last ${MAX_AGE_DAYS} days: older messages are not kept`)
  }
  if (range.since >= until) throw fieldError('until', 'must be later than since')
  const input = {
    consumerId: formatId('consumer', consumer.id),
    consumerKey: consumer.key,
    since: range.since.toISOString(),
    until: until.toISOString(),
    eventTypes: range.eventTypes ?? null,
    tag: range.tag ?? null,
    label: range.label ?? null,
    statuses: range.statuses ?? null,
    statusCodeClass: range.statusCodeClass ?? null,
  }
  return { instance, consumer, scope: { kind, instanceKey: instance.key, input, startedAt } }
}
