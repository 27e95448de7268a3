import type { Transaction } from '#lib/db/client.ts'

/** The time of the database, by which leases, schedules and overlaps go: this machine's own clock may be wrong. */
export async function databaseNow(db: Pick<Transaction, '$queryRaw'>): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  if (row === undefined) throw new Error('the database does not tell the time')
  return row.now
}
