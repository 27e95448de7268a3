import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'

/**
 * Wakes lanes whose hint was lost (the touch met a locked lane, a process died with its leases). Jumps from consumer to
 * consumer along the index (a loose index scan): its cost follows the consumers with rows, not the rows.
 */
export const SWEEP = `
with recursive k(consumer, due) as (
  (select consumer, due_at from queue order by consumer, due_at limit 1)
  union all
  select n.consumer, n.due_at from k cross join lateral (
    select consumer, due_at from queue q where q.consumer > k.consumer order by consumer, due_at limit 1
  ) n
)
update lane set next_at = y.due from (
  select l.consumer, k.due from k join lane l on l.consumer = k.consumer
  where l.next_at > now() + interval '1 s' and l.next_at > k.due + interval '1 s' and k.due < now() + interval '10 s'
    and (not l.paused or k.due <= ${FIRST_IN_LANE})
  for update of l skip locked
) y where lane.consumer = y.consumer`
