import type { Context } from '../context.ts'
import type { InstanceRef } from '../messages/message-sink.ts'
import { findInstance } from './find-instance.ts'
import type { InstanceInput } from './schemas.ts'
import { getOrCreateInstance } from './upsert-instance.ts'

/** The instance that a message brings along, made when there is none with its uid. */
export async function makeInlineInstance(ctx: Context, input: InstanceInput): Promise<InstanceRef> {
  const { view } = await getOrCreateInstance(ctx, input)
  return findInstance(ctx, view.id)
}
