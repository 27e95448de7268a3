import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { showConsumer } from './present-consumer.ts'
import type { ConsumerView } from './schemas.ts'

/** One consumer by id or uid. @throws DomainError `not_found` */
export async function getConsumer(
  ctx: Context,
  instance: string,
  consumer: string,
  kind: ConsumerKind = 'consumer',
): Promise<ConsumerView> {
  authorize(ctx, 'read')
  return showConsumer(ctx, await findConsumer(await findInstance(ctx, instance), consumer, kind))
}
