/** SQL: makes the partitions of yesterday to a week from now that are missing, and says how many days that were. */
export const ENSURE_PARTITIONS = `select hot.ensure_partitions(
  (now() at time zone 'UTC')::date - 1, (now() at time zone 'UTC')::date + 7) as made`

/** Nobody made the partitions of the day yet (no worker, no cron): the statement that failed stored nothing. */
export function isMissingPartition(error: unknown): boolean {
  return error instanceof Error && error.message.includes('no partition of relation')
}
