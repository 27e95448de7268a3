import type { Transaction } from '#lib/db/client.ts'
import type { Consumer } from '#lib/db/generated/client.ts'
import { burstOf } from '#lib/engine/index.ts'

type Recorded = Pick<Consumer, 'key' | 'eventTypes' | 'tags' | 'disabled' | 'paused' | 'rate' | 'deletedAt'>

/** Writes what follows from a consumer's configuration: its revision (for "why not?") and its lane (rate, pause). */
export async function recordConsumer(tx: Transaction, instanceKey: number, row: Recorded): Promise<void> {
  await tx.$executeRaw`
    insert into consumer_revision (consumer, "from", event_types, tags, disabled, paused, deleted)
    values (${row.key}, clock_timestamp(), ${row.eventTypes}, ${row.tags}, ${row.disabled}, ${row.paused},
      ${row.deletedAt !== null})`
  if (row.deletedAt !== null) {
    await tx.$executeRaw`delete from lane where consumer = ${row.key}`
    return
  }
  const burst = row.rate === null ? null : burstOf(row.rate)
  await tx.$executeRaw`
    insert into lane (consumer, instance, rate, burst, tokens, paused)
    values (${row.key}, ${instanceKey}, ${row.rate}::float8, ${burst}::float8, coalesce(${burst}::float8, 0), ${row.paused})
    on conflict (consumer) do update set rate = excluded.rate, burst = excluded.burst, paused = excluded.paused,
      tokens = least(lane.tokens, coalesce(excluded.burst, lane.tokens)), next_at = least(lane.next_at, now())`
}
