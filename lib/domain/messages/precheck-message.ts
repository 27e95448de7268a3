import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'

/** Whether any enabled consumer would get a message of this type with these tags. */
export async function precheckMessage(
  ctx: Context,
  instance: string,
  input: { readonly eventType: string; readonly tags: readonly string[] },
): Promise<boolean> {
  authorize(ctx, 'read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const match = await prisma().consumer.findFirst({
    select: { id: true },
    where: {
      AND: [
        { instanceId, kind: 'consumer', deletedAt: null, disabled: false },
        { OR: [{ eventTypes: { isEmpty: true } }, { eventTypes: { has: input.eventType } }] },
        { OR: [{ tags: { isEmpty: true } }, { tags: { hasSome: [...input.tags] } }] },
      ],
    },
  })
  return match !== null
}
