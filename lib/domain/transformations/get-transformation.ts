import { prisma } from '#lib/db/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { newestVersion } from './newest-version.ts'
import type { TransformationView } from './schemas.ts'

/** The current code of a consumer's transformation and whether it runs. @throws DomainError `not_found` */
export async function getTransformation(ctx: Context, instance: string, consumer: string): Promise<TransformationView> {
  authorize(ctx, 'read')
  const row = await findConsumer(await findInstance(ctx, instance), consumer)
  const version = row.transformationVersion
  const { newest, next } = await newestVersion(prisma(), row.id)
  const current = newest?.version === version ? newest : await findVersion(row.id, version)
  return {
    code: current?.code ?? null,
    enabled: row.transformationEnabled,
    version,
    nextVersion: next,
    updatedAt: current?.createdAt.toISOString() ?? null,
  }
}

async function findVersion(consumerId: string, version: number | null) {
  if (version === null) return null
  return prisma().transformation.findUnique({ where: { consumerId_version: { consumerId, version } } })
}
