import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { instanceOfActor, instancesOfActor } from './instance-of-actor.ts'

/** Runs a read of an operation outside any instance path: on the instance asked for, the token's, or the oldest. */
export async function inInstance<T>(
  ctx: Pick<Context, 'actor'>,
  asked: string | null,
  read: (instance: string) => Promise<T>,
): Promise<T> {
  return read(formatId('instance', (await instanceOfActor(ctx, asked)).id))
}

/** Runs a write that a root token without an instance makes in every one; the first result counts. */
export async function inInstances<T>(
  ctx: Pick<Context, 'actor'>,
  asked: string | null,
  write: (instance: string) => Promise<T>,
): Promise<T> {
  const [first, ...others] = await instancesOfActor(ctx, asked)
  if (first === undefined) throw new Error('instancesOfActor answers with at least one')
  const result = await write(formatId('instance', first.id))
  for (const { id } of others) await unlessSettled(() => write(formatId('instance', id)))
  return result
}

// What another instance has already, or never had, does not fail the write of the first.
async function unlessSettled(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!(error instanceof DomainError && (error.code === 'conflict' || error.code === 'not_found'))) throw error
  }
}
