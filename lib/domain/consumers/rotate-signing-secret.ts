import { secretBox } from '#lib/encryption.ts'
import { newSecret } from '#lib/engine/index.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Context } from '../context.ts'
import { databaseNow } from '../database-now.ts'
import { DomainError } from '../errors.ts'
import { formatId, newUuid } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeConfiguration } from './change-configuration.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { raiseConsumerEvents } from './raise-consumer-events.ts'
import { normaliseSigningSecret } from './signing-secret.ts'

const MOST_OLD_KEYS = 10

export interface RotationInput {
  /** The new secret; made when left out. */
  readonly key?: string | null | undefined
  /** How long the old one signs as well, in seconds; the instance's overlap when left out. */
  readonly gracePeriodSeconds?: number | null | undefined
}

/** Replaces the signing secret; the old one goes on signing for the overlap. At most ten old ones sign at a time. */
export async function rotateSigningSecret(
  ctx: Context,
  instance: string,
  consumer: string,
  input: RotationInput,
  kind: ConsumerKind = 'consumer',
): Promise<void> {
  authorize(ctx, 'secret:write')
  const found = await findInstance(ctx, instance)
  const row = await findConsumer(found, consumer, kind)
  const secret = input.key ? normaliseSigningSecret(input.key, 'key') : newSecret()
  const overlap = input.gracePeriodSeconds ?? found.secretOverlapHours * 3600
  await changeConfiguration(found, async (tx) => {
    const now = await databaseNow(tx)
    const old = await tx.consumerSecret.count({ where: { consumerId: row.id, expiresAt: { gt: now } } })
    if (old >= MOST_OLD_KEYS)
      throw new DomainError('bad_request', 'Ten old secrets still sign. Wait until one of them has expired.')
    await tx.consumerSecret.deleteMany({ where: { consumerId: row.id, expiresAt: { lte: now } } })
    await tx.consumerSecret.updateMany({
      where: { consumerId: row.id, expiresAt: null },
      data: { expiresAt: new Date(now.getTime() + overlap * 1000) },
    })
    await tx.consumerSecret.create({
      data: { id: newUuid(), consumerId: row.id, secret: secretBox().seal(secret), createdAt: now },
    })
    await raiseConsumerEvents(tx, found, [row], 'endpoint.updated')
    const target = { kind: 'consumer', id: formatId('consumer', row.id), name: row.url }
    await writeAudit(tx, ctx, { action: 'consumer.rotate-secret', instanceId: found.id, target })
  })
}
