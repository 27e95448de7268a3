import { prisma } from '#lib/db/client.ts'
import { env } from '#lib/env.ts'
import type { Context } from '../context.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { findConsumer } from './find-consumer.ts'
import type { DeliveryTerms } from './schemas.ts'

/** Most event types with a schedule of their own that are named. */
const NAMED = 50

/**
 * Retry schedule, addresses and overlapping secrets that apply to a consumer. Holds no secret. @throws DomainError
 * `not_found`
 */
export async function getDeliveryTerms(ctx: Context, instance: string, consumer: string): Promise<DeliveryTerms> {
  authorize(ctx, 'read')
  const found = await findInstance(ctx, instance)
  const { id: consumerId, eventTypes, createdAt } = await findConsumer(found, consumer)
  const [exceptions, secrets] = await Promise.all([
    prisma().eventType.findMany({
      where: {
        instanceId: found.id,
        NOT: { retrySchedule: { isEmpty: true } },
        ...(eventTypes.length === 0 ? {} : { name: { in: eventTypes } }),
      },
      select: { name: true, retrySchedule: true },
      orderBy: { name: 'asc' },
      take: NAMED,
    }),
    prisma().consumerSecret.findMany({ where: { consumerId }, select: { createdAt: true, expiresAt: true } }),
  ])
  const isOwn = found.retrySchedule.length > 0
  const current = secrets.filter(({ expiresAt }) => expiresAt === null).map((secret) => secret.createdAt.getTime())
  const rotatedAt = Math.max(0, ...current)
  return {
    retrySchedule: isOwn ? found.retrySchedule : [...env().POSTHORN_RETRY_SCHEDULE],
    scheduleOf: isOwn ? 'instance' : 'installation',
    exceptions: exceptions.map(({ name, retrySchedule }) => ({ eventType: name, retrySchedule })),
    egressIps: [...env().POSTHORN_EGRESS_IPS],
    secretRotatedAt: rotatedAt > createdAt.getTime() + 5000 ? new Date(rotatedAt).toISOString() : null,
    oldSecretsUntil: secrets
      .flatMap(({ expiresAt }) => (expiresAt !== null && expiresAt.getTime() > Date.now() ? [expiresAt] : []))
      .sort((left, right) => left.getTime() - right.getTime())
      .map((at) => at.toISOString()),
  }
}
