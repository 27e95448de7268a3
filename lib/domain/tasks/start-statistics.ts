import type { Context } from '../context.ts'
import { DomainError, fieldError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { addTask } from './add-task.ts'
import type { TaskView } from './schemas.ts'

export interface CountQuestion {
  readonly since: Date
  readonly until: Date
  /** Ids or uids; null for every instance. */
  readonly instances: readonly string[] | null
}

/** Starts counting attempts by instance: `result.instances`. What is no instance is in `result.unresolved`. */
export async function startAttemptCount(
  ctx: Context,
  asked: string | null,
  { since, until, instances }: CountQuestion,
): Promise<TaskView> {
  authorize(ctx, 'instance:write')
  const scope = await scopeOf(ctx, asked)
  if (since >= until) throw fieldError('until', 'must be later than since')
  const { instanceIds, unresolved } = await resolved(ctx, instances)
  const input = { since: since.toISOString(), until: until.toISOString(), instanceIds }
  return addTask(ctx, { ...scope, kind: 'count_attempts', input, result: { unresolved } })
}

/** Starts listing which event types each instance's consumers ask for: `result.instances`. */
export async function startSubscriptionList(ctx: Context, asked: string | null): Promise<TaskView> {
  authorize(ctx, 'instance:write')
  return addTask(ctx, { ...(await scopeOf(ctx, asked)), kind: 'list_subscriptions', input: {} })
}

async function scopeOf(ctx: Context, asked: string | null) {
  const instanceId = asked === null ? ctx.actor.instanceId : (await findInstance(ctx, asked)).id
  return { instanceId, cursor: { id: null }, total: null, about: 'statistics' }
}

async function resolved(ctx: Context, asked: readonly string[] | null) {
  const unresolved: string[] = []
  if (asked === null) return { instanceIds: null, unresolved }
  const instanceIds: string[] = []
  for (const idOrUid of asked) {
    try {
      instanceIds.push((await findInstance(ctx, idOrUid)).id)
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_found')) throw error
      unresolved.push(idOrUid)
    }
  }
  return { instanceIds, unresolved }
}
