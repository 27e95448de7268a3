import type pg from 'pg'
import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'

/** A backlog is worth a word when this much is due, and the first of it has been for a minute. */
const LEAST_ROWS = 100
const LEAST_SECONDS = 60

/**
 * Jumps in the queue's index from one consumer that waits to the next, and counts no further than the rule asks: flat in
 * the size of a backlog. Paused and disabled ones hold their queue because somebody wants them to.
 */
const NOTE_BACKLOGS = `
with recursive waiting(consumer) as (
  (select consumer from queue order by consumer limit 1)
  union all
  select n.consumer from waiting w cross join lateral (
    select consumer from queue q where q.consumer > w.consumer order by consumer limit 1
  ) n
),
behind as materialized (
  select w.consumer, first.due_at as since from waiting w cross join lateral (
    select q.due_at from queue q where q.consumer = w.consumer and q.due_at > ${FIRST_IN_LANE} order by q.due_at limit 1
  ) first
  where first.due_at <= now() - $2 * interval '1 second' and $1 <= (
    select count(*) from (
      select from queue q where q.consumer = w.consumer and q.due_at > ${FIRST_IN_LANE} and q.due_at <= now() limit $1
    ) due)
),
looked_at as (select consumer as key from behind union select key from consumer where behind_since is not null),
changed as (
  select c.key, b.since from looked_at join consumer c using (key)
  left join behind b on b.consumer = c.key and not c.paused and not c.disabled
  where (c.behind_since is null) <> (b.since is null) order by c.key for update of c
)
update consumer c set behind_since = changed.since from changed where c.key = changed.key`

/** Notes which consumers are behind, and since when; takes the note off those that are not any more. */
export async function noteBacklogs(client: pg.Pool | pg.PoolClient): Promise<void> {
  await client.query(NOTE_BACKLOGS, [LEAST_ROWS, LEAST_SECONDS])
}
