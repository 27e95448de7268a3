import { PRIORITY_DUE_AT } from '#lib/engine/index.ts'

/**
 * `queue.due_at` of manual and test rows that wait, as SQL: older than any other, so that a lane serves them first, and
 * serves them alone while it is paused.
 */
export const FIRST_IN_LANE = `timestamptz '${new Date(PRIORITY_DUE_AT / 1000).toISOString()}'`
