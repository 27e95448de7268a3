import { prisma } from '#lib/db/client.ts'
import { secretBox } from '#lib/encryption.ts'
import type { Context } from '../context.ts'
import { DomainError } from '../errors.ts'
import { findInstance } from '../instances/find-instance.ts'
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
  const key = secretBox().openIfKnown(current.secret)
  if (key === null)
    throw new DomainError('conflict', 'This secret was encrypted with another POSTHORN_SECRET: rotate it.')
  return { key }
}
