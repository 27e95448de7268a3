import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { consumerConditions } from './consumer-conditions.ts'
import type { ConsumerKind } from './find-consumer.ts'
import { presentConsumer } from './present-consumer.ts'
import type { ConsumerFilter, ConsumerView } from './schemas.ts'

/** The consumers of an instance, oldest first unless asked otherwise. */
export async function listConsumers(
  ctx: Context,
  instance: string,
  filter: ConsumerFilter & PageQuery,
  kind: ConsumerKind = 'consumer',
): Promise<Page<ConsumerView>> {
  authorize(ctx, 'read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const window = assertUuidCursor(pageWindow(filter))
  const { cursor, orderBy, take } = pageArguments(window, 'id')
  const where = { AND: [{ instanceId, kind, deletedAt: null }, cursor, ...consumerConditions(filter)] }
  const rows = await prisma().consumer.findMany({ where, orderBy, take })
  return takePage(window, rows, (row) => row.id, presentConsumer)
}
