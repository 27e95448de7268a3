import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'

/** The instance that tasks are looked up in, as its UUID: the one named, else the actor's own, else any (null). */
export async function taskScope(ctx: Pick<Context, 'actor'>, instance: string | undefined): Promise<string | null> {
  return instance === undefined ? ctx.actor.instanceId : (await findInstance(ctx, instance)).id
}
