import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'

/**
 * $1–$3 rows with their leases: due at once again, no step used; manual and test rows before all others of their lane.
 * $4 consumers whose lanes are to be walked.
 */
export const RELEASE = `
with x as materialized (
  select y.ct from unnest($1::uuid[], $2::int4[], $3::timestamptz[]) r(message_id, consumer, lease) cross join lateral (
    select ctid as ct from queue q
    where q.message_id = r.message_id and q.consumer = r.consumer and q.due_at = r.lease for update
  ) y
),
freed as (
  update queue q set due_at = case when q.trigger in (1, 2) then ${FIRST_IN_LANE} else now() end from x where q.ctid = x.ct
)
update lane set next_at = now() where consumer in (
  select consumer from lane where consumer = any($4::int4[]) and next_at > now()
  order by consumer for update skip locked
)`
