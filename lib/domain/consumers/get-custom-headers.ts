import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { openHeaders } from './header-box.ts'

export interface CustomHeaderView {
  readonly name: string
  /** Null where it is sensitive: then it only shows as set. */
  readonly value: string | null
  readonly sensitive: boolean
}

/** The custom headers of a consumer, without the values of the sensitive ones. */
export async function getCustomHeaders(
  ctx: Context,
  instance: string,
  consumer: string,
  kind: ConsumerKind = 'consumer',
): Promise<CustomHeaderView[]> {
  authorize(ctx, 'read')
  const row = await findConsumer(await findInstance(ctx, instance), consumer, kind)
  return openHeaders(row.headers).map(({ name, value, sensitive }) => ({
    name,
    value: sensitive ? null : value,
    sensitive,
  }))
}
