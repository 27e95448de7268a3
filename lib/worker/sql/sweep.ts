import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'

/**
 * Puts manual and test rows whose lease ended without a word first in their lanes again, which is all that a paused lane
 * gives. Wakes lanes whose hint was lost (the touch met a locked lane, a process died with its leases): jumps from
 * consumer to consumer along the index (a loose index scan), so its cost follows the consumers with rows, not the rows.
 */
export const SWEEP = `
with recursive freed as (
  update queue set due_at = ${FIRST_IN_LANE} where ctid = any(array(
    select ctid from queue where trigger in (1, 2) and due_at > ${FIRST_IN_LANE} and due_at <= now() for update skip locked))
  returning consumer
),
k(consumer, due) as (
  (select consumer, due_at from queue order by consumer, due_at limit 1)
  union all
  select n.consumer, n.due_at from k cross join lateral (
    select consumer, due_at from queue q where q.consumer > k.consumer order by consumer, due_at limit 1
  ) n
),
waiting as (
  select consumer, case when due > ${FIRST_IN_LANE} then due else now() end as due, due <= ${FIRST_IN_LANE} as is_first from k
  union all select consumer, now(), true from freed
)
update lane set next_at = y.due from (
  select l.consumer, w.due from waiting w join lane l on l.consumer = w.consumer
  where l.next_at > now() + interval '1 s' and l.next_at > w.due + interval '1 s' and w.due < now() + interval '10 s'
    and (not l.paused or w.is_first)
  for update of l skip locked
) y where lane.consumer = y.consumer`
