import type pg from 'pg'
import { uuidArray } from '#lib/db/binary-array.ts'
import { sqlState } from '#lib/db/pg-pool.ts'
import type { Settlement } from '#lib/engine/index.ts'
import {
  attemptParameters,
  isRecorded,
  laneParameters,
  type RecordedSettlement,
  rowParameters,
} from './settle-parameters.ts'
import { FIND_ATTEMPTS, SETTLE, SETTLE_FIRST } from './sql/settle.ts'

/**
 * Settles a batch in one transaction. Attempts that an earlier try stored already took their queue row and their counts
 * with them, so they are left out: repeating a settlement changes nothing.
 */
export async function settleBatch(pool: pg.Pool, batch: readonly Settlement[], databaseMicros: number): Promise<void> {
  const sorted = [...batch].sort(byPair)
  try {
    await settle(pool, sorted, databaseMicros)
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    const known = await findStored(pool, sorted.filter(isRecorded))
    const rest = sorted.filter(({ record }) => record === null || !known.has(record.attemptId))
    if (rest.length > 0) await settle(pool, rest, databaseMicros)
  }
}

/** Rows are locked in this order everywhere, so that two settlements of one pair cannot deadlock. */
function byPair({ delivery: a }: Settlement, { delivery: b }: Settlement): number {
  if (a.messageId !== b.messageId) return a.messageId < b.messageId ? -1 : 1
  return a.consumerKey - b.consumerKey
}

async function settle(pool: pg.Pool, batch: readonly Settlement[], databaseMicros: number) {
  const recorded = batch.filter(isRecorded)
  const values = [
    ...rowParameters(batch),
    ...attemptParameters(recorded, isFirst),
    ...laneParameters(batch, databaseMicros),
  ]
  const query = recorded.every(isFirst)
    ? { name: 'settle_first', text: SETTLE_FIRST }
    : { name: 'settle', text: SETTLE }
  await pool.query({ ...query, values })
}

const isFirst = ({ delivery }: RecordedSettlement) => 'handedOver' in delivery

async function findStored(pool: pg.Pool, batch: readonly RecordedSettlement[]): Promise<Set<string>> {
  const values = [
    uuidArray(batch.map(({ record }) => record.attemptId)),
    uuidArray(batch.map(({ delivery }) => delivery.messageId)),
  ]
  const { rows } = await pool.query<{ id: string }>({ name: 'find_attempts', text: FIND_ATTEMPTS, values })
  return new Set(rows.map((row) => row.id))
}
