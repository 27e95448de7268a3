import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import { orConflict } from '../conflict.ts'
import type { Context } from '../context.ts'
import { assertNotArchived } from '../event-types/assert-not-archived.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import { changeConfiguration } from './change-configuration.ts'
import { checkConsumerUrl } from './check-consumer-url.ts'
import { type ConsumerKind, findConsumer } from './find-consumer.ts'
import { noteChanges } from './note-changes.ts'
import { showConsumer } from './present-consumer.ts'
import type { ConsumerPatch, ConsumerView } from './schemas.ts'
import { switchFields } from './switch-fields.ts'

/**
 * Changes what is present; null clears. Enabling resets the clock of auto-disable. @throws DomainError `not_found`,
 * `conflict`
 */
export async function updateConsumer(
  ctx: Context,
  instance: string,
  consumer: string,
  patch: ConsumerPatch,
  kind: ConsumerKind = 'consumer',
): Promise<ConsumerView> {
  authorize(ctx, 'consumer:write')
  if (patch.url !== undefined) checkConsumerUrl(patch.url)
  const found = await findInstance(ctx, instance)
  const before = await findConsumer(found, consumer, kind)
  const added = patch.eventTypes?.filter((name) => !before.eventTypes.includes(name)) ?? []
  await assertNotArchived(found, added)
  return orConflict(`A consumer with the uid "${patch.uid}" exists already in this instance.`, () =>
    writeConsumer(ctx, found, before, patch),
  )
}

async function writeConsumer(
  ctx: Context,
  instance: Instance,
  before: Consumer,
  patch: ConsumerPatch,
): Promise<ConsumerView> {
  const { disabled } = patch
  const isSwitched = disabled !== undefined && disabled !== before.disabled
  return changeConfiguration(instance, async (tx) => {
    const row = await tx.consumer.update({
      where: { id: before.id, deletedAt: null },
      data: { ...patch, ...(isSwitched ? switchFields(disabled, ctx) : {}) },
    })
    await noteChanges(tx, ctx, instance, [{ before, row }])
    return showConsumer(ctx, row)
  })
}
