import { prisma } from '#lib/db/client.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { formatId } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { expungeMessage } from './expunge-message.ts'

/** Removes the bodies of some messages; says of each whether it was there. */
export async function expungeMessages(
  ctx: Context,
  instance: string,
  ids: readonly string[],
): Promise<Record<string, 'expunged' | 'not-found'>> {
  authorize(ctx, 'delivery:write')
  await findInstance(ctx, instance)
  const results: Record<string, 'expunged' | 'not-found'> = {}
  for (const id of ids) {
    try {
      await expungeMessage(ctx, instance, id)
      results[id] = 'expunged'
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_found')) throw error
      results[id] = 'not-found'
    }
  }
  return results
}

/** Removes every body of an instance and what attempts kept of them. */
export async function expungeAllMessages(ctx: Context, instance: string): Promise<void> {
  authorize(ctx, 'delivery:write')
  const found = await findInstance(ctx, instance)
  await prisma().$transaction(
    async (tx) => {
      await tx.$executeRaw`update message set body = null where instance = ${found.key} and body is not null`
      await tx.$executeRaw`
        update attempt set request_body = null, response_body = null
        where instance = ${found.key} and (request_body is not null or response_body is not null)`
      const target = { kind: 'instance', id: formatId('instance', found.id), name: found.name }
      await writeAudit(tx, ctx, { action: 'message.expunge-all', instanceId: found.id, target })
    },
    { timeout: 600_000 },
  )
}
