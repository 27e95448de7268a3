import type { Transaction } from '#lib/db/client.ts'

/** The newest version of a consumer's transformation, and the number that the next one gets. */
export async function newestVersion({ transformation }: Pick<Transaction, 'transformation'>, consumerId: string) {
  const newest = await transformation.findFirst({ where: { consumerId }, orderBy: { version: 'desc' } })
  return { newest, next: (newest?.version ?? 0) + 1 }
}
