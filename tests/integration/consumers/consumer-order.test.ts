import { beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { getConsumer } from '#lib/domain/consumers/get-consumer.ts'
import { isSlow } from '#lib/domain/consumers/is-slow.ts'
import { listConsumers } from '#lib/domain/consumers/list-consumers.ts'
import type { ConsumerFilter, ConsumerSort } from '#lib/domain/consumers/schemas.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const ctx = rootContext({ name: 'Mara Ilves' })

let instance: string
beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'Northwind' })).id
})

const add = (description: string, url = 'https://example.com/hook') =>
  createConsumer(ctx, instance, { url, description }).then(({ id }) => id)
const disable = (id: string) => updateConsumer(ctx, instance, id, { disabled: true })
const set = (id: string, change: string) =>
  pool.query(`update consumer set ${change} where id = $1`, [parseId('consumer', id)])

/** Descriptions, or URLs, read page by page. */
async function inOrder(sort: ConsumerSort, order: 'ascending' | 'descending' = 'ascending', limit = 2) {
  const seen: string[] = []
  let iterator: string | undefined
  for (let done = false; !done; ) {
    const page = await listConsumers(ctx, instance, { sort, order, limit, iterator })
    seen.push(...page.data.map(({ description, url }) => description || url))
    iterator = page.iterator ?? undefined
    done = page.done
  }
  return seen
}

describe('the list of consumers', () => {
  test('is sorted by name, whatever its case, or by address where there is none, in both directions', async () => {
    for (const name of ['minerva', 'Ledger sync', 'Ledger sync', 'Zürich']) await add(name)
    await add('', 'https://nowhere.example/hook')
    const names = ['Ledger sync', 'Ledger sync', 'minerva', 'https://nowhere.example/hook', 'Zürich']
    expect(await inOrder('name')).toEqual(names)
    expect(await inOrder('name', 'descending')).toEqual([...names].reverse())
  })

  test('is sorted by state, the most urgent first', async () => {
    const ids = await Promise.all(['off', 'gave up', 'paused', 'slow', 'behind', 'failing'].map((name) => add(name)))
    const [off = '', gaveUp = '', paused = '', slow = '', behind = '', failing = ''] = ids
    await add('healthy')
    await disable(off)
    await set(gaveUp, `disabled = true, disabled_reason = 'Every attempt has failed for 5 days.'`)
    await set(paused, 'paused = true')
    await set(slow, 'slow_since = now()')
    await set(behind, 'behind_since = now(), slow_since = now()')
    await set(failing, 'failing_since = now(), behind_since = now()')
    expect(await inOrder('state')).toEqual(['failing', 'behind', 'slow', 'healthy', 'paused', 'gave up', 'off'])
  })

  test('is sorted by the share that succeeded and by latency, and ends or begins with those without attempts', async () => {
    const ids = await Promise.all(['none', 'all', 'half', 'hardly'].map((name) => add(name)))
    const [, all = '', half = '', hardly = ''] = ids
    await set(all, 'success_rate = 1, p95 = 90')
    await set(half, 'success_rate = 0.5, p95 = 14000')
    await set(hardly, 'success_rate = 0.0625, p95 = 1200')
    expect(await inOrder('success_rate')).toEqual(['hardly', 'half', 'all', 'none'])
    expect(await inOrder('p95', 'descending')).toEqual(['half', 'hardly', 'all', 'none'])
  })

  test('shows those in a state that it calls so itself', async () => {
    const ids = await Promise.all(['a', 'b', 'c', 'd'].map((name) => add(name)))
    const [slow = '', behind = '', both = '', failing = ''] = ids
    await set(slow, 'slow_since = now()')
    await set(behind, 'behind_since = now()')
    await set(both, 'slow_since = now(), behind_since = now()')
    await set(failing, 'slow_since = now(), behind_since = now(), failing_since = now()')
    const inState = async (state: ConsumerFilter['state']) =>
      (await listConsumers(ctx, instance, { state })).data.map(({ description }) => description).sort()
    expect(await inState('slow')).toEqual(['a'])
    expect(await inState('backlog')).toEqual(['b', 'c'])
    expect(await inState('failing')).toEqual(['d'])
    await set(failing, 'paused = true')
    expect(await inState('failing')).toEqual([])
    expect(await getConsumer(ctx, instance, both)).toMatchObject({
      behindSince: expect.any(String),
      slowSince: expect.any(String),
    })
  })

  test('is searched in names, addresses and uids, whatever the case, and by id', async () => {
    const id = await add('Ledger SYNC', 'https://Hooks.example.com/A')
    await add('Minerva', 'https://other.example.com/')
    await createConsumer(ctx, instance, { url: 'https://third.example.com/', uid: 'Team-7' })
    const found = async (search: string) => (await listConsumers(ctx, instance, { search })).data.map((row) => row.url)
    for (const search of ['ledger', 'LEDGER sync', 'hooks.EXAMPLE', id])
      expect(await found(search)).toEqual(['https://Hooks.example.com/A'])
    expect(await found('team-7')).toEqual(['https://third.example.com/'])
    expect(await found('sync hooks')).toEqual([])
    expect(await found('example.com')).toHaveLength(3)
  })

  test('goes back by its iterator, and names who turned a consumer off until it is on again', async () => {
    for (const name of ['a', 'b', 'c']) await add(name)
    const first = await listConsumers(ctx, instance, { sort: 'name', limit: 2 })
    const second = await listConsumers(ctx, instance, { sort: 'name', limit: 2, iterator: first.iterator ?? '' })
    const back = await listConsumers(ctx, instance, { sort: 'name', limit: 2, iterator: second.prevIterator ?? '' })
    expect(back.data).toEqual(first.data)
    const id = first.data[0]?.id ?? ''
    expect(await disable(id)).toMatchObject({ disabled: true, disabledBy: 'Mara Ilves' })
    expect(await updateConsumer(ctx, instance, id, { disabled: false })).toMatchObject({ disabledBy: null })
  })

  test('tells a customer of the portal that a consumer is off, and not by which operator', async () => {
    const id = await add('a')
    await disable(id)
    const customer = rootContext({ name: 'customer-7', capabilities: new Set(['read']) })
    const [seen] = (await listConsumers(customer, instance, {})).data
    expect(seen).toMatchObject({ disabled: true, disabledBy: null })
    expect(await getConsumer(customer, instance, id)).toMatchObject({ disabled: true, disabledBy: null })
    expect(await getConsumer(ctx, instance, id)).toMatchObject({ disabledBy: 'Mara Ilves' })
  })

  test.each<ConsumerSort>(['name', 'state', 'success_rate', 'p95', 'created'])(
    'reads a page of it by %s from one index, wherever it is',
    async (sort) => {
      const column = sort === 'created' ? 'id' : `by_${sort}`
      await pool.query(
        `insert into consumer (id, instance_id, url, description, event_types, tags)
       select id, $2, 'https://example.com/' || n, 'Team ' || n, '{}', '{}'
       from unnest($1::uuid[]) with ordinality as given (id, n)`,
        [Array.from({ length: 2_000 }, () => newUuid()), parseId('instance', instance)],
      )
      await pool.query('analyze consumer')
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
        `explain select * from consumer where instance_id = $1 and kind = 'consumer' and deleted_at is null
         and ${column} > (select ${column} from consumer where instance_id = $1 order by ${column} offset 1000 limit 1)
       order by ${column} limit 101`,
        [parseId('instance', instance)],
      )
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      expect(plan).toMatch(new RegExp(`Index Cond: .*${column} > `))
      expect(plan).not.toContain('Sort')
    },
  )
})

test('a consumer is slow when one attempt in twenty takes two thirds of its time, and there are enough of them', () => {
  const TIMEOUT = 15_000
  expect([isSlow(20, 10_000, TIMEOUT), isSlow(19, 14_000, TIMEOUT), isSlow(500, 9_999, TIMEOUT)]).toEqual([
    true,
    false,
    false,
  ])
  expect(isSlow(500, null, TIMEOUT)).toBe(false)
})
