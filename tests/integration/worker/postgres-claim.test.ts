import { afterAll, describe, expect, test } from 'vitest'
import { createHotPool } from '#lib/db/pg-pool.ts'
import { PostgresDeliveryStore } from '#lib/worker/postgres-delivery-store.ts'
import { createDatabase } from '#tests/support/database.ts'
import { aMessage, aPublication, CLAIM_ALL, insertConsumers, systemClock } from './fixtures.ts'

const { url, pool } = await createDatabase()
const hot = createHotPool(url, 4)
const store = new PostgresDeliveryStore({ pool: hot, clock: systemClock, rowsPerStatement: 50 })
afterAll(() => hot.end())

const none = () => false

describe('a claim of the Postgres store', () => {
  test('rule 5, isolation: the bytes of a claim are shared by its lanes, however long one of them is', async () => {
    await pool.query('delete from queue')
    const { instance, keys, version } = await insertConsumers(pool, 6)
    const [long = 0] = keys
    const body = `"${'x'.repeat(998)}"`
    const to = (consumers: readonly number[]) => aPublication(aMessage(instance, { body }), consumers, version)
    await store.publish([...Array.from({ length: 30 }, () => to([long])), to(keys.slice(1))], none)
    const { deliveries } = await store.claim({ ...CLAIM_ALL, bytes: 6_500 })
    expect(deliveries.map(({ consumerKey }) => consumerKey).sort((a, b) => a - b)).toEqual(keys)
  })

  test('spends no more tokens than a limited lane has', async () => {
    const { instance, keys, version } = await insertConsumers(pool, 1, { rate: 25 })
    await store.publish(
      Array.from({ length: 30 }, () => aPublication(aMessage(instance), keys, version)),
      none,
    )
    const { deliveries, emptied } = await store.claim(CLAIM_ALL)
    expect(deliveries.filter(({ consumerKey }) => consumerKey === keys[0])).toHaveLength(5)
    expect(emptied).not.toContain(keys[0])
  })

  test('shares the rate of an instance among its consumers', async () => {
    const { instance, keys, version } = await insertConsumers(pool, 3)
    await pool.query('insert into instance_lane (instance, rate, burst, tokens) values ($1, 20, 5, 5)', [instance.key])
    await store.publish(
      Array.from({ length: 10 }, () => aPublication(aMessage(instance), keys, version)),
      none,
    )
    const { deliveries } = await store.claim(CLAIM_ALL)
    const mine = deliveries.filter(({ instanceKey }) => instanceKey === instance.key)
    expect(mine).toHaveLength(5)
    expect(new Set(mine.map(({ consumerKey }) => consumerKey)).size).toBe(3)
  })

  test('stops claiming at the byte budget, yet always takes one', async () => {
    await pool.query('delete from queue')
    const { instance, keys, version } = await insertConsumers(pool)
    await store.publish(
      Array.from({ length: 10 }, () =>
        aPublication(aMessage(instance, { body: `"${'x'.repeat(998)}"` }), keys, version),
      ),
      none,
    )
    const first = await store.claim({ ...CLAIM_ALL, bytes: 3_500 })
    expect(first.deliveries).toHaveLength(3)
    const second = await store.claim({ ...CLAIM_ALL, bytes: 10 })
    expect(second.deliveries).toHaveLength(1)
  })
})
