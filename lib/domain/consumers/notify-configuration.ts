import type { Transaction } from '#lib/db/client.ts'

/** Tells every worker, at commit, that the configuration of an instance changed. */
export async function notifyConfiguration(tx: Transaction, instanceKey: number): Promise<void> {
  await tx.$executeRaw`select pg_notify('posthorn_config', ${String(instanceKey)})`
}
