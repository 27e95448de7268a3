import type pg from 'pg'
import { OUTCOME_CODE } from '#lib/domain/deliveries/attempt-codes.ts'

export interface Counts {
  readonly instance: number
  readonly consumer?: number
  readonly eventType?: string
  readonly at?: Date | string
  readonly accepted?: number
  readonly success?: number
  readonly failure?: number
  readonly retry?: number
  readonly cancelled?: number
  /** Of the attempts, successes first; 40 ms where there are fewer. */
  readonly latencies?: readonly number[]
}

const ACCEPTED = -1

/** Leaves counts that are not folded yet, as one commit of that moment would. */
export async function insertCounts(pool: pg.Pool | pg.Client, counts: Counts): Promise<void> {
  const { instance, consumer = 0, eventType = 'invoice.paid', at = new Date(), latencies = [] } = counts
  const attempts = (['success', 'failure', 'retry', 'cancelled'] as const).flatMap((name) =>
    new Array<number>(counts[name] ?? 0).fill(
      { ...OUTCOME_CODE, failure: OUTCOME_CODE.exhausted, retry: OUTCOME_CODE.failed }[name],
    ),
  )
  const outcomes = [...attempts, ...new Array<number>(counts.accepted ?? 0).fill(ACCEPTED)]
  const ms = outcomes.map((outcome, index) => (outcome === ACCEPTED ? 0 : (latencies[index] ?? 40)))
  await pool.query(
    `insert into hot.rollup_batch (at, instance, consumer, event_type, outcome, ms)
     select $1, array_fill($2::int, array[n]), array_fill($3::int, array[n]), array_fill($4::text, array[n]), $5::smallint[], $6::int[]
     from cardinality($5::smallint[]) n`,
    [at, instance, consumer, eventType, outcomes, ms],
  )
}
