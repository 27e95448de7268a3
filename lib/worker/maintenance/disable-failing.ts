import type pg from 'pg'
import { writeAudit } from '#lib/domain/audit/write-audit.ts'
import { changeConsumers } from '#lib/domain/consumers/change-consumers.ts'
import { presentConsumer } from '#lib/domain/consumers/present-consumer.ts'
import { raiseConsumerEvent } from '#lib/domain/consumers/raise-consumer-event.ts'
import { recordConsumer } from '#lib/domain/consumers/record-consumer.ts'
import type { Context } from '#lib/domain/context.ts'
import { logger } from '#lib/logger.ts'

/** Failures this far apart, at least: one bad night does not count as days of failing. */
const APART = '12 hours'

const FAILING = `select c.id, i.id as instance_id, i.key as instance_key
  from consumer c join instance i on i.id = c.instance_id
  where not c.disabled and c.deleted_at is null and c.failing_since <= now() - $1::float8 * interval '1 hour'
    and c.last_failure_at >= c.failing_since + interval '${APART}'
    and (c.last_success_at is null or c.last_success_at < c.failing_since)`

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
export async function disableFailing(client: pg.Pool | pg.PoolClient, hours: number): Promise<string[]> {
  const { rows } = await client.query<FailingRow>(FAILING, [hours])
  const disabled: string[] = []
  for (const row of rows) if (await disable(row, hours)) disabled.push(row.id)
  return disabled
}

function disable({ id, instance_id, instance_key: key }: FailingRow, hours: number): Promise<boolean> {
  return changeConsumers({ id: instance_id, key }, async (tx) => {
    const before = await tx.consumer.findUniqueOrThrow({ where: { id }, include: { instance: true } })
    const disabledReason = `Every attempt has failed for ${Math.round(hours / 24)} days.`
    // Conditional: somebody may have enabled it (which resets the clock) or disabled it meanwhile.
    const { count } = await tx.consumer.updateMany({
      where: { id, disabled: false, deletedAt: null, failingSince: { not: null } },
      data: { disabled: true, disabledReason, disabledAt: new Date() },
    })
    if (count === 0) return false
    const row = await tx.consumer.findUniqueOrThrow({ where: { id } })
    await recordConsumer(tx, key, row)
    await raiseConsumerEvent(tx, before.instance, row, 'endpoint.disabled', true)
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
