import { prisma } from '#lib/db/client.ts'
import { findConsumer } from '../consumers/find-consumer.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { invalidIterator, type Page, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import type { TransformationVersionView } from './schemas.ts'

/** The versions of a consumer's transformation, newest first unless asked otherwise. */
export async function listTransformationVersions(
  ctx: Context,
  instance: string,
  consumer: string,
  query: PageQuery,
): Promise<Page<TransformationVersionView>> {
  authorize(ctx, 'read')
  const { id: consumerId, transformationVersion } = await findConsumer(await findInstance(ctx, instance), consumer)
  const window = pageWindow(query, 'descending')
  const after = window.after === null ? null : Number(window.after)
  if (after !== null && !Number.isSafeInteger(after)) throw invalidIterator()
  const beyond = window.direction === 'asc' ? { gt: after ?? 0 } : { lt: after ?? 0 }
  const rows = await prisma().transformation.findMany({
    where: { consumerId, ...(after === null ? {} : { version: beyond }) },
    orderBy: { version: window.direction },
    take: window.limit + 1,
  })
  return takePage(
    window,
    rows,
    (row) => String(row.version),
    ({ version, code, createdAt, createdBy }) => ({
      version,
      code,
      createdAt: createdAt.toISOString(),
      createdBy,
      isCurrent: version === transformationVersion,
    }),
  )
}
