import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { writeAudit } from '#lib/domain/audit/write-audit.ts'
import { changeConfiguration } from '#lib/domain/consumers/change-configuration.ts'
import { presentConsumer } from '#lib/domain/consumers/present-consumer.ts'
import { raiseConsumerEvents } from '#lib/domain/consumers/raise-consumer-events.ts'
import { recordConsumers } from '#lib/domain/consumers/record-consumers.ts'
import type { Context } from '#lib/domain/context.ts'
import { logger } from '#lib/logger.ts'

/** Failures this far apart, at least: one bad night does not count as days of failing. */
const APART = '12 hours'

/** The rule, on `consumer c`: it reads what settlement keeps on the consumer, never the log. */
const isFailing = (hours: number) => Prisma.sql`NOT c.disabled AND c.deleted_at IS NULL
  AND c.failing_since <= now() - ${hours}::float8 * interval '1 hour'
  AND c.last_failure_at >= c.failing_since + ${APART}::interval
  AND (c.last_success_at IS NULL OR c.last_success_at < c.failing_since)`

interface FailingRow {
  readonly id: string
  readonly instance_id: string
  readonly instance_key: number
}

const posthorn = (): Context => ({
  actor: { kind: 'system', id: null, name: 'Posthorn', role: 'admin', instanceId: null, capabilities: null },
  requestId: 'maintenance',
  log: logger(),
})

/** Disables consumers whose every attempt has failed for `hours`. Resolves to their ids. */
export async function disableFailing(hours: number): Promise<string[]> {
  const rows = await prisma().$queryRaw<FailingRow[]>`
    SELECT c.id::text AS id, i.id::text AS instance_id, i.key AS instance_key
    FROM consumer c JOIN instance i ON i.id = c.instance_id WHERE ${isFailing(hours)}`
  const disabled: string[] = []
  for (const row of rows) if (await disable(row, hours)) disabled.push(row.id)
  return disabled
}

function disable({ id, instance_id, instance_key: key }: FailingRow, hours: number): Promise<boolean> {
  return changeConfiguration({ id: instance_id, key }, async (tx) => {
    const before = await tx.consumer.findUniqueOrThrow({ where: { id }, include: { instance: true } })
    const reason = `Every attempt has failed for ${Math.round(hours / 24)} days.`
    // Conditional: it may have answered, or somebody enabled it (which resets the clock) or disabled it meanwhile.
    const changed = await tx.$executeRaw`
      UPDATE consumer c SET disabled = true, disabled_at = now(), disabled_reason = ${reason}
      WHERE c.id = ${id}::uuid AND ${isFailing(hours)}`
    if (changed === 0) return false
    const row = await tx.consumer.findUniqueOrThrow({ where: { id } })
    await recordConsumers(tx, key, [row])
    await raiseConsumerEvents(tx, before.instance, [row], 'endpoint.disabled', true)
    const after = presentConsumer(row)
    await writeAudit(tx, posthorn(), {
      action: 'consumer.disable',
      instanceId: instance_id,
      target: { kind: 'consumer', id: after.id, name: after.url },
      before: presentConsumer(before),
      after,
    })
    return true
  })
}
