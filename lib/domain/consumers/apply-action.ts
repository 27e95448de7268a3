import type { Transaction } from '#lib/db/client.ts'
import type { Consumer, Instance } from '#lib/db/generated/client.ts'
import type { AuditAuthor } from '../audit/write-audit.ts'
import { actionFields, CHANGED_BY } from './action-fields.ts'
import { changeConfigurationIn } from './change-configuration.ts'
import { noteChanges } from './note-changes.ts'
import { removeConsumers } from './remove-consumers.ts'
import type { ConsumerAction } from './schemas.ts'

/**
 * Does one thing to many consumers of an instance as one change of its configuration. Those that are so already, or are
 * gone, are passed over. Resolves to the keys of those it changed, ascending.
 */
export async function applyAction(
  tx: Transaction,
  by: AuditAuthor,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  action: ConsumerAction,
  keys: readonly number[],
): Promise<number[]> {
  return changeConfigurationIn(tx, instance, async () => {
    const found = await tx.consumer.findMany({
      where: {
        key: { in: [...keys] },
        instanceId: instance.id,
        deletedAt: null,
        ...CHANGED_BY[action],
      },
      orderBy: { key: 'asc' },
    })
    if (action === 'delete') await removeConsumers(tx, by, instance, found)
    else await switchConsumers(tx, by, instance, action, found)
    return found.map(({ key }) => key)
  })
}

async function switchConsumers(
  tx: Transaction,
  by: AuditAuthor,
  instance: Pick<Instance, 'id' | 'uid' | 'key'>,
  action: Exclude<ConsumerAction, 'delete'>,
  found: readonly Consumer[],
): Promise<void> {
  const rows = await tx.consumer.updateManyAndReturn({
    where: { id: { in: found.map(({ id }) => id) } },
    data: actionFields(action, by),
  })
  const before = new Map(found.map((consumer) => [consumer.id, consumer]))
  const changes = rows.flatMap((row) => {
    const old = before.get(row.id)
    return old === undefined ? [] : [{ before: old, row }]
  })
  await noteChanges(tx, by, instance, changes)
}
