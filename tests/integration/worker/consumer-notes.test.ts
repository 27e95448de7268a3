import { beforeEach, describe, expect, test } from 'vitest'
import { FIRST_IN_LANE } from '#lib/domain/deliveries/first-in-lane.ts'
import { LATENCY_BUCKETS } from '#lib/domain/deliveries/latency-buckets.ts'
import { foldRollups } from '#lib/worker/maintenance/fold-rollups.ts'
import { noteBacklogs } from '#lib/worker/maintenance/note-backlogs.ts'
import { noteFigures } from '#lib/worker/maintenance/note-figures.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'
import { type InsertedInstance, insertConsumer, insertInstance } from './fixtures.ts'

const { pool } = await createDatabase()

interface Notes {
  readonly behind: number | null
  readonly slow: boolean
  readonly rate: number | null
  readonly p95: number | null
}

async function notesOf(consumer: number): Promise<Notes | undefined> {
  const { rows } = await pool.query<Notes>(
    `select round(extract(epoch from now() - behind_since))::int as behind, slow_since is not null as slow,
       success_rate as rate, p95 from consumer where key = $1`,
    [consumer],
  )
  return rows[0]
}

/** Rows in its queue that have been due so long; `due` may be any SQL. */
const enqueue = (consumer: number, count: number, due: string) =>
  pool.query(
    `insert into queue (message_id, consumer, due_at, size) select hot.uuid7(), $1, ${due}, 2 from generate_series(1, $2)`,
    [consumer, count],
  )
const ago = (span: string) => `now() - interval '${span}'`

let instance: InsertedInstance
let consumer: number
beforeEach(async () => {
  await pool.query('truncate queue')
  instance = await insertInstance(pool)
  consumer = await insertConsumer(pool, instance)
})

describe('a consumer is behind', () => {
  const isBehind = async () => {
    await noteBacklogs(pool)
    return (await notesOf(consumer))?.behind ?? null
  }

  test('when a hundred deliveries are due and the first has been for a minute, since that one was', async () => {
    await enqueue(consumer, 99, ago('5 min'))
    expect(await isBehind()).toBeNull()
    await enqueue(consumer, 1, ago('1 s'))
    expect(await isBehind()).toBe(300)
    await enqueue(consumer, 1, ago('10 min'))
    expect(await isBehind()).toBe(300)
  })

  test('not by what has just come due, by later tries, or by what was asked for by hand', async () => {
    await enqueue(consumer, 500, ago('59 s'))
    await enqueue(consumer, 500, `now() + interval '1 h'`)
    await enqueue(consumer, 500, FIRST_IN_LANE)
    expect(await isBehind()).toBeNull()
  })

  test('until its queue has drained', async () => {
    await enqueue(consumer, 150, ago('5 min'))
    expect(await isBehind()).toBe(300)
    await pool.query('delete from queue where ctid in (select ctid from queue limit 51)')
    expect(await isBehind()).toBeNull()
  })

  test('not while it is paused or disabled, and again when it is not any more', async () => {
    await enqueue(consumer, 150, ago('5 min'))
    for (const held of ['paused', 'disabled']) {
      await pool.query(`update consumer set ${held} = true where key = $1`, [consumer])
      expect(await isBehind()).toBeNull()
      await pool.query(`update consumer set ${held} = false where key = $1`, [consumer])
      expect(await isBehind()).toBe(300)
    }
  })
})

describe('the figures of 24 hours', () => {
  /** Attempts at one latency, folded. */
  async function count(success: number, failure: number, latency: number) {
    const latencies = new Array<number>(success + failure).fill(latency)
    await insertCounts(pool, { instance: instance.key, consumer, success, failure, latencies })
    await foldRollups(pool)
  }
  const note = async () => {
    expect(await noteFigures(pool, consumer - 1)).toBe(0)
    return notesOf(consumer)
  }

  test('are noted as the share that succeeded and the latency, and as none where nothing was tried', async () => {
    expect(await note()).toMatchObject({ rate: null, p95: null, slow: false })
    await count(9, 1, 40)
    expect(await note()).toMatchObject({ rate: 0.9, slow: false })
    expect((await note())?.p95).toBeGreaterThan(25)
  })

  test('say that a consumer is slow, since it first was, until its attempts of a day are fast again', async () => {
    const slowest = LATENCY_BUCKETS.at(-1) ?? 0
    await count(30, 0, slowest - 1)
    expect(await note()).toMatchObject({ slow: true })
    await pool.query(`update consumer set slow_since = '2026-01-01' where key = $1`, [consumer])
    await count(2, 0, slowest - 1)
    await note()
    const { rows } = await pool.query('select slow_since::date::text as since from consumer where key = $1', [consumer])
    expect(rows).toEqual([{ since: '2026-01-01' }])
    await pool.query(`update rollup set at = at - interval '2 days' where consumer = $1 and grain = 'h'`, [consumer])
    expect(await note()).toMatchObject({ rate: null, p95: null, slow: false })
  })

  test('are not written again where nothing changed', async () => {
    await count(5, 0, 40)
    await note()
    const version = async () => (await pool.query('select xmin from consumer where key = $1', [consumer])).rows
    const before = await version()
    await note()
    expect(await version()).toEqual(before)
  })

  test('go round all consumers, some at a time', async () => {
    await pool.query(
      `insert into consumer (id, instance_id, url, event_types, tags)
       select hot.uuid7(), $1, 'https://example.com', '{}', '{}' from generate_series(1, 300)`,
      [instance.id],
    )
    const last = await noteFigures(pool, consumer - 1)
    expect(last).toBe(consumer + 249)
    expect(await noteFigures(pool, last)).toBe(0)
  })
})
