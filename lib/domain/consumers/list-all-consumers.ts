import type { Context } from '../context.ts'
import { listConsumers } from './list-consumers.ts'
import type { ConsumerView } from './schemas.ts'

/** Every consumer of an instance, for faces that know no pages. Read in pages all the same. */
export async function listAllConsumers(ctx: Context, instance: string): Promise<ConsumerView[]> {
  const all: ConsumerView[] = []
  let iterator: string | undefined
  for (let done = false; !done; ) {
    const page = await listConsumers(ctx, instance, { limit: 250, iterator })
    all.push(...page.data)
    done = page.done
    iterator = page.iterator ?? undefined
  }
  return all
}
