import type { Transaction } from '#lib/db/client.ts'
import type { Consumer } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { fieldError } from '../errors.ts'
import { changeTransformation } from './change-transformation.ts'
import { newestVersion } from './newest-version.ts'
import { type TransformationPatch, transformationPatchSchema } from './schemas.ts'

/** Saves code as a new version, switches it on or off, or both. Code that is the current one makes no version. */
export async function updateTransformation(
  ctx: Context,
  instance: string,
  consumer: string,
  patch: TransformationPatch,
): Promise<void> {
  const { code, enabled } = transformationPatchSchema.parse(patch)
  await changeTransformation(ctx, instance, consumer, 'consumer.transform', async (tx, row) => {
    const transformationVersion = await versionFor(tx, row, code, ctx.actor.name)
    if (transformationVersion === null && enabled) throw fieldError('enabled', 'needs code: save some first')
    const transformationEnabled = transformationVersion !== null && (enabled ?? row.transformationEnabled)
    return { transformationVersion, transformationEnabled }
  })
}

async function versionFor(
  tx: Transaction,
  { id: consumerId, transformationVersion: current }: Consumer,
  code: string | null | undefined,
  createdBy: string,
): Promise<number | null> {
  if (code === undefined) return current
  if (code === null) return null
  const { newest, next: version } = await newestVersion(tx, consumerId)
  if (newest !== null && newest.version === current && newest.code === code) return current
  await tx.transformation.create({ data: { consumerId, version, code, createdBy } })
  return version
}
