import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { changeTransformation } from './change-transformation.ts'

/** Makes an earlier version the current one; whether it runs stays as it is. @throws DomainError `not_found` */
export async function rollBackTransformation(
  ctx: Context,
  instance: string,
  consumer: string,
  version: number,
): Promise<void> {
  await changeTransformation(ctx, instance, consumer, 'consumer.roll-back-transformation', async (tx, row) => {
    const where = { consumerId_version: { consumerId: row.id, version } }
    const kept = await tx.transformation.findUnique({ where, select: { version: true } })
    if (kept === null)
      throw new DomainError('not_found', `This consumer has no version ${version} of its transformation.`)
    return { transformationVersion: version, transformationEnabled: row.transformationEnabled }
  })
}
