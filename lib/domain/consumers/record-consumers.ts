import type { Transaction } from '#lib/db/client.ts'
import type { Consumer } from '#lib/db/generated/client.ts'
import { burstOf } from '#lib/engine/index.ts'

/**
 * Writes what follows from the configuration of consumers: a revision each (for "why not?") and their lanes (rate, pause).
 * Only lanes in which something waits are looked at at once: thousands of empty ones would keep the others waiting.
 */
export async function recordConsumers(
  tx: Transaction,
  instanceKey: number,
  rows: readonly Pick<Consumer, 'key' | 'rate'>[],
): Promise<void> {
  const keys = rows.map(({ key }) => key)
  const bursts = rows.map(({ rate }) => (rate === null ? null : burstOf(rate)))
  await tx.$executeRaw`
    insert into consumer_revision (consumer, "from", event_types, tags, disabled, paused, deleted)
    select key, clock_timestamp(), event_types, tags, disabled, paused, deleted_at is not null
    from consumer where key = any (${keys}::int[])`
  await tx.$executeRaw`
    delete from lane where consumer in (
      select key from consumer where key = any (${keys}::int[]) and deleted_at is not null order by key)`
  await tx.$executeRaw`
    insert into lane (consumer, instance, rate, burst, tokens, paused)
    select c.key, ${instanceKey}::int, c.rate::float8, own.burst, coalesce(own.burst, 0), c.paused
    from unnest(${keys}::int[], ${bursts}::float8[]) as own (key, burst) join consumer c using (key)
    where c.deleted_at is null order by c.key
    on conflict (consumer) do update set rate = excluded.rate, burst = excluded.burst, paused = excluded.paused,
      tokens = least(lane.tokens, coalesce(excluded.burst, lane.tokens)),
      next_at = case when exists (select from queue q where q.consumer = lane.consumer) then least(lane.next_at, now())
        else lane.next_at end`
}
