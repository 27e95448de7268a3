import type { Context } from '../context.ts'
import { getInstance } from './get-instance.ts'
import { listInstances } from './list-instances.ts'

/** The id of the instance a person lands in: the remembered one when it still exists, else the oldest, else null. */
export async function landingInstance(ctx: Context, remembered: string | null): Promise<string | null> {
  const known = remembered === null ? null : await getInstance(ctx, remembered).catch(() => null)
  if (known !== null) return known.id
  const oldest = await listInstances(ctx, { limit: 1 })
  return oldest.data[0]?.id ?? null
}
