import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeSource } from './change-source.ts'
import { findSource } from './find-source.ts'

/** Removes a receiving address; what it received stays. @throws DomainError `not_found` */
export async function deleteSource(ctx: Context, instance: string, source: string): Promise<void> {
  authorize(ctx, 'source:write')
  const found = await findInstance(ctx, instance)
  const row = await findSource(found, source)
  await changeSource(ctx, found, 'delete', row, async (tx) => {
    await tx.source.delete({ where: { id: row.id } })
    await tx.rejectedRequest.deleteMany({ where: { sourceId: row.id } })
    return null
  })
}
