import type pg from 'pg'
import { uuidArray } from '#lib/db/binary-array.ts'
import { parseId } from '#lib/domain/ids.ts'

/** What became of the deliveries of some messages: every matching consumer of each counts as one. */
export interface AcceptedDeliveries {
  readonly all: number
  /** Neither an end nor a queue row is on record. */
  readonly missing: number
  /** A queue row waits for another try. */
  readonly queued: number
}

/** @param ids as the API answered them; consumers match by event type alone */
export async function countDeliveries(pool: pg.Pool, ids: readonly string[]): Promise<AcceptedDeliveries> {
  const { rows } = await pool.query<AcceptedDeliveries>(
    `with pair as materialized (
      select x.id as message_id, c.key as consumer from unnest($1::uuid[]) x(id) left join message m on m.id = x.id
      left join (select key, unnest(event_types) as type from consumer) c on c.type = m.event_type
    ), ended as materialized (
      select distinct message_id, consumer from attempt where outcome in (0, 2, 3)
    )
    select count(*)::int as all, count(q.message_id)::int as queued,
      (count(*) filter (where q.message_id is null and e.message_id is null))::int as missing
    from pair p left join queue q using (message_id, consumer) left join ended e using (message_id, consumer)`,
    [uuidArray(ids.map((id) => parseId('message', id) ?? ''))],
  )
  const [counts] = rows
  if (counts === undefined) throw new Error('deliveries could not be counted')
  return counts
}
