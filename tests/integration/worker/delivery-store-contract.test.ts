import { afterAll } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { createHotPool } from '#lib/db/pg-pool.ts'
import { triggerNamed } from '#lib/domain/deliveries/attempt-codes.ts'
import { queueResend } from '#lib/domain/deliveries/queue-resend.ts'
import { burstOf } from '#lib/engine/index.ts'
import { PostgresDeliveryStore } from '#lib/worker/postgres-delivery-store.ts'
import { createDatabase } from '#tests/support/database.ts'
import { describeDeliveryStore } from '#tests/support/delivery-store/contract.ts'
import type { StoreHarness } from '#tests/support/delivery-store/harness.ts'
import { configVersion, insertConsumer, insertInstance, systemClock } from './fixtures.ts'

const { url, pool } = await createDatabase()
const hot = createHotPool(url, 4)
afterAll(() => hot.end())

async function open(): Promise<StoreHarness> {
  await pool.query('delete from queue; delete from lane; delete from instance_lane')
  const instance = await insertInstance(pool)
  const store = new PostgresDeliveryStore({ pool: hot, clock: systemClock, rowsPerStatement: 5 })
  return {
    store,
    instanceKey: instance.key,
    async addLane({ rate, paused = false } = {}) {
      const consumer = await insertConsumer(pool, instance, { rate: rate ?? null })
      await pool.query('update lane set paused = $2 where consumer = $1', [consumer, paused])
      return consumer
    },
    async setLane(consumer, { rate = null, paused = false }) {
      await pool.query('update lane set rate = $2, burst = $4, paused = $3, next_at = now() where consumer = $1', [
        consumer,
        rate,
        paused,
        rate === null ? null : burstOf(rate),
      ])
    },
    async setInstanceRate(rate) {
      await pool.query('insert into instance_lane (instance, rate, burst, tokens) values ($1, $2, $3, $3)', [
        instance.key,
        rate,
        burstOf(rate),
      ])
    },
    configVersion: () => configVersion(pool, instance),
    async bumpConfigVersion() {
      await pool.query('update instance set config_version = config_version + 1 where key = $1', [instance.key])
    },
    async hasMessage(messageId) {
      const { rowCount } = await pool.query('select from message where id = $1', [messageId])
      return rowCount === 1
    },
    async row(messageId, consumer) {
      const { rows } = await pool.query<{ due: number; attempt: number; trigger: number; resume: number | null }>(
        `select extract(epoch from due_at - now())::float8 * 1000 as due, attempt, trigger,
          extract(epoch from resume_at - now())::float8 * 1000 as resume
        from queue where message_id = $1 and consumer = $2`,
        [messageId, consumer],
      )
      const [row] = rows
      if (row === undefined) return null
      return { dueInMs: row.due, step: row.attempt, trigger: triggerNamed(row.trigger), resumeInMs: row.resume }
    },
    async attemptIds(messageId, consumer) {
      const { rows } = await pool.query<{ id: string }>(
        'select id from attempt where message_id = $1 and consumer = $2 order by n',
        [messageId, consumer],
      )
      return rows.map(({ id }) => id)
    },
    resend: (messageId, consumerKey) => queueResend(prisma(), { messageId, consumerKey, size: 0 }),
    async expunge(messageId) {
      await pool.query('update message set body = null where id = $1', [messageId])
    },
    async loseHint(consumer) {
      await pool.query(`update lane set next_at = 'infinity' where consumer = $1`, [consumer])
    },
    async advance(ms) {
      const past = [`${ms} milliseconds`]
      await pool.query(
        `update queue set resume_at = resume_at - $1::interval,
          due_at = case when due_at < '2001-01-01' then due_at else due_at - $1::interval end`,
        past,
      )
      await pool.query('update lane set next_at = next_at - $1::interval, tok_at = tok_at - $1::interval', past)
      await pool.query('update instance_lane set tok_at = tok_at - $1::interval', past)
      await pool.query('update message set deliver_at = deliver_at - $1::interval where deliver_at is not null', past)
    },
    close: () => Promise.resolve(),
  }
}

describeDeliveryStore('Postgres', open)
