import type { Transaction } from '#lib/db/client.ts'
import { burstOf } from '#lib/engine/index.ts'

/** Keeps the token bucket of an instance's own rate in step with its configuration. */
export async function writeInstanceLane(tx: Transaction, key: number, rate: number | null): Promise<void> {
  if (rate === null) {
    await tx.$executeRaw`delete from instance_lane where instance = ${key}`
    return
  }
  const burst = burstOf(rate)
  await tx.$executeRaw`
    insert into instance_lane (instance, tokens, rate, burst) values (${key}, ${burst}, ${rate}, ${burst})
    on conflict (instance) do update set rate = excluded.rate, burst = excluded.burst,
      tokens = least(instance_lane.tokens, excluded.burst)`
}
