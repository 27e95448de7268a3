import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { assertUuidCursor, type Page, pageArguments, pageWindow, takePage } from '../page.ts'
import { authorize } from '../permissions.ts'
import type { PageQuery } from '../schemas.ts'
import { consumerConditions } from './consumer-conditions.ts'
import type { ConsumerKind } from './find-consumer.ts'
import { showConsumer, UNSEEN } from './present-consumer.ts'
import type { ConsumerFilter, ConsumerSort, ConsumerView } from './schemas.ts'

/** Unique columns with an index each. */
const SORT_KEYS = {
  created: 'id',
  name: 'byName',
  state: 'byState',
  success_rate: 'bySuccessRate',
  p95: 'byP95',
} as const

/** The consumers of an instance, oldest first unless asked otherwise. */
export async function listConsumers(
  ctx: Context,
  instance: string,
  { sort = 'created', ...filter }: ConsumerFilter & PageQuery & { readonly sort?: ConsumerSort },
  kind: ConsumerKind = 'consumer',
): Promise<Page<ConsumerView>> {
  authorize(ctx, 'read')
  const { id: instanceId } = await findInstance(ctx, instance)
  const key = SORT_KEYS[sort]
  const window = key === 'id' ? assertUuidCursor(pageWindow(filter)) : pageWindow(filter)
  const { cursor, orderBy, take } = pageArguments(window, key)
  const where = { AND: [{ instanceId, kind, deletedAt: null }, cursor, ...consumerConditions(filter)] }
  const rows = await prisma().consumer.findMany({ where, orderBy, take, omit: { ...UNSEEN, ...otherKeys(key) } })
  return takePage(
    window,
    rows,
    (row) => row[key] ?? row.id,
    (row) => showConsumer(ctx, row),
  )
}

/** The columns of the other orders. */
function otherKeys(key: (typeof SORT_KEYS)[keyof typeof SORT_KEYS]) {
  return {
    byName: key !== 'byName',
    byState: key !== 'byState',
    bySuccessRate: key !== 'bySuccessRate',
    byP95: key !== 'byP95',
  }
}
