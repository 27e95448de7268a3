import { prisma, type Transaction } from '#lib/db/client.ts'
import type { Instance } from '#lib/db/generated/client.ts'
import { notifyConfiguration } from './notify-configuration.ts'

/**
 * Runs a change of what receiving, fan-out and attempts go by (sources, consumers, event types) in one transaction with
 * the bump of the instance's `config_version`. The bump comes first: its row lock puts concurrent changes of one instance
 * in order, and the very next message is treated by the new configuration.
 */
export async function changeConfiguration<T>(
  instance: Pick<Instance, 'id' | 'key'>,
  change: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return prisma().$transaction((tx) => changeConfigurationIn(tx, instance, () => change(tx)))
}

/** The same in a transaction that is open already. */
export async function changeConfigurationIn<T>(
  tx: Transaction,
  instance: Pick<Instance, 'id' | 'key'>,
  change: () => Promise<T>,
): Promise<T> {
  await tx.$executeRaw`update instance set config_version = config_version + 1 where id = ${instance.id}::uuid`
  const result = await change()
  await notifyConfiguration(tx, instance.key)
  return result
}
