import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import type { Context } from '#lib/domain/context.ts'
import { type AttemptFilter, listAttempts } from '#lib/domain/deliveries/list-attempts.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createDatabase } from '#tests/support/database.ts'

const { pool } = await createDatabase()

const actor = { kind: 'root', id: null, name: 'test', role: 'owner', instanceId: null, capabilities: null } as const
const ctx: Context = { actor, requestId: 'req_test', log: pino({ level: 'silent' }) }

let instance: string
let consumer: string
let keys: { consumer: number; instance: number }

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'Northwind Lending' })).id
  consumer = (await createConsumer(ctx, instance, { url: 'https://hooks.example.com/in' })).id
  const { rows } = await pool.query<typeof keys>(
    'select c.key as consumer, i.key as instance from consumer c join instance i on i.id = c.instance_id where c.id = $1',
    [parseId('consumer', consumer)],
  )
  keys = rows[0] ?? { consumer: 0, instance: 0 }
})

/** Attempts a second apart, the last one `ago` seconds old. */
async function tried(count: number, eventType: string, outcome: number, code: number | null, ago = 0): Promise<void> {
  await pool.query(
    `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, ms, timings, url)
     select gen_random_uuid(), hot.uuid7(), $1, $2, $3, 1, now() - ($7 + n) * interval '1 s', 0, $4, $5, 5, '{}', 'https://hooks.example.com/in'
     from generate_series(1, $6::int) n`,
    [keys.consumer, keys.instance, eventType, outcome, code, count, ago],
  )
}

async function pages(filter: AttemptFilter): Promise<{ sizes: number[]; outcomes: string[] }> {
  const sizes: number[] = []
  const outcomes: string[] = []
  let iterator: string | undefined
  for (let done = false; !done; ) {
    const page = await listAttempts(ctx, instance, { consumer, limit: 10, ...filter, iterator })
    sizes.push(page.data.length)
    outcomes.push(...page.data.map(({ outcome }) => outcome))
    done = page.done
    iterator = page.iterator ?? undefined
  }
  return { sizes, outcomes }
}

test('a rare type is found by bounded searches: a page may hold nothing and is not the last', async () => {
  await tried(4500, 'invoice.paid', 0, 200)
  await tried(3, 'invoice.void', 0, 200, 4500)
  expect((await pages({ eventTypes: ['invoice.void'] })).sizes).toEqual([0, 0, 0, 0, 3])
})

test('each attempt of a type comes once, over full pages and over the end of a search', async () => {
  await tried(25, 'invoice.void', 0, 200)
  await tried(2500, 'invoice.paid', 0, 200, 25)
  await tried(4, 'invoice.void', 0, 200, 2525)
  expect((await pages({ eventTypes: ['invoice.void'] })).sizes).toEqual([10, 10, 5, 0, 4])
})

test('failed attempts are those tried again, the last ones and the skipped', async () => {
  for (const [outcome, code] of [
    [0, 200],
    [1, 503],
    [2, 404],
    [3, null],
    [4, null],
  ] as const)
    await tried(1, 'invoice.paid', outcome, code, outcome)
  const failed = await pages({ outcomes: ['failed', 'exhausted', 'skipped'] })
  expect(failed.outcomes).toEqual(['failed', 'exhausted', 'skipped'])
  expect((await pages({ statusClass: 500 })).outcomes).toEqual(['failed'])
  expect((await pages({ statusClass: 0 })).outcomes).toEqual(['cancelled', 'skipped'])
  expect((await pages({ outcomes: [] })).sizes).toEqual([0])
})

test('attempts of another instance are not among them', async () => {
  await tried(1, 'invoice.paid', 0, 200)
  const other = (await createInstance(ctx, { name: 'Another' })).id
  await expect(listAttempts(ctx, other, { consumer })).rejects.toMatchObject({ code: 'not_found' })
  expect((await listAttempts(ctx, other, {})).data).toEqual([])
})
