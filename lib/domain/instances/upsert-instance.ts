import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { isIdLike } from '../ids.ts'
import { createInstance } from './create-instance.ts'
import { getInstance } from './get-instance.ts'
import type { InstanceInput, InstanceView } from './schemas.ts'
import { updateInstance } from './update-instance.ts'

/** What an upsert did, for callers that answer 201 or 200. */
export interface Upserted<T> {
  readonly created: boolean
  readonly view: T
}

/**
 * Replaces the instance with this id or uid, or makes one with that uid. @throws DomainError `not_found` for an unknown
 * id
 */
export async function upsertInstance(
  ctx: Context,
  instance: string,
  input: InstanceInput,
): Promise<Upserted<InstanceView>> {
  const existing = await found(() => getInstance(ctx, instance))
  if (existing === null) {
    // To a token of one instance every other is one that does not exist.
    if (isIdLike('instance', instance) || ctx.actor.instanceId !== null)
      throw new DomainError('not_found', 'No such instance. Check its id or uid.')
    return { created: true, view: await createInstance(ctx, { ...input, uid: input.uid ?? instance }) }
  }
  const uid = input.uid === undefined ? existing.uid : input.uid
  const patch = { ...input, uid, rate: input.rate ?? null, metadata: input.metadata ?? {} }
  return { created: false, view: await updateInstance(ctx, instance, patch) }
}

/** The instance with this uid if there is one, else a new one; of several that ask at once one makes it. */
export async function getOrCreateInstance(ctx: Context, input: InstanceInput): Promise<Upserted<InstanceView>> {
  const { uid } = input
  const look = async () => (uid ? found(() => getInstance(ctx, uid)) : null)
  const existing = await look()
  if (existing !== null) return { created: false, view: existing }
  try {
    return { created: true, view: await createInstance(ctx, input) }
  } catch (error) {
    const twin = error instanceof DomainError && error.code === 'conflict' ? await look() : null
    if (twin === null) throw error
    return { created: false, view: twin }
  }
}

async function found<T>(look: () => Promise<T>): Promise<T | null> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null
    throw error
  }
}
