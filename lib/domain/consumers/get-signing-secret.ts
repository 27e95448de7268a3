import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
import { openOrConflict } from '../open-or-conflict.ts'
import { authorize } from '../permissions.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'

/** The current signing secret (`whsec_…`). @throws DomainError `not_found`, `conflict` */
export async function getSigningSecret(
  ctx: Context,
  instance: string,
  consumer: string,
  kind: ConsumerKind = 'consumer',
): Promise<{ key: string }> {
  authorize(ctx, 'secret:read')
  const { id } = await findConsumer(await findInstance(ctx, instance), consumer, kind)
  const current = await prisma().consumerSecret.findFirst({
    where: { consumerId: id, expiresAt: null },
    orderBy: { createdAt: 'desc' },
  })
  if (current === null) throw new DomainError('not_found', 'This consumer has no signing secret.')
  return { key: openOrConflict(current.secret, 'This secret was', 'rotate it') }
}
