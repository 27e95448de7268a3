/** Wrong passwords in a row before the account waits. */
export const TRIES_BEFORE_LOCK = 5
const FIRST_WAIT_SECONDS = 60
const LONGEST_WAIT_SECONDS = 3600

/** How long the account waits after so many failures in a row, in seconds: 1 min from the fifth, doubling up to 1 h. */
export function lockOutSeconds(failures: number): number {
  if (failures < TRIES_BEFORE_LOCK) return 0
  return Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (failures - TRIES_BEFORE_LOCK))
}
