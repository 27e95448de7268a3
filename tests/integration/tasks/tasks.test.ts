import { pino } from 'pino'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { deleteConsumer } from '#lib/domain/consumers/delete-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import type { Context } from '#lib/domain/context.ts'
import { newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { updateInstance } from '#lib/domain/instances/update-instance.ts'
import { advanceTask } from '#lib/domain/tasks/advance-task.ts'
import { cancelTask } from '#lib/domain/tasks/cancel-task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { listTasks } from '#lib/domain/tasks/list-tasks.ts'
import { previewTask } from '#lib/domain/tasks/preview-task.ts'
import type { ReplayKind, TaskPreview, TaskRange } from '#lib/domain/tasks/schemas.ts'
import { startTask } from '#lib/domain/tasks/start-task.ts'
import { advanceTasks } from '#lib/worker/task-runner.ts'
import { createDatabase } from '#tests/support/database.ts'

const { pool } = await createDatabase()

const log = pino({ level: 'silent' })
const actor = { kind: 'root', id: null, name: 'test', role: 'owner', instanceId: null, capabilities: null } as const
const ctx: Context = { actor, requestId: 'req_test', log }

const HOUR = 3_600_000
const RANGE: TaskRange = { since: new Date(Date.now() - HOUR) }
const FAILED = { outcome: 2 }
const RETRYING = { outcome: 1 }
const DELIVERED = { outcome: 0 }

let instance: string
let instanceKey: number
let consumer: string
let consumerKey: number

interface AttemptRow {
  outcome: number
  agoMs?: number
}

async function scalar(sql: string, values: unknown[] = []): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(sql, values)
  return rows[0]?.n ?? Number.NaN
}

async function addMessage({ eventType = 'invoice.paid', tags = ['region:us'], flags = 0, agoMs = 1000 } = {}) {
  const id = newUuid(Date.now() - agoMs)
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
     values ($1, $2, $3, $4, '{}', '{}', '{}', 2, $5)`,
    [id, instanceKey, eventType, tags, flags],
  )
  return id
}

/** So many messages that the consumer missed, in one statement. */
async function addMissed(count: number) {
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, flags)
     select id, $2, 'invoice.paid', '{region:us}', '{}', '{}', '{}', 2, 0 from unnest($1::uuid[]) id`,
    [Array.from({ length: count }, () => newUuid(Date.now() - 1000)), instanceKey],
  )
}

async function addAttempt(messageId: string, { outcome, agoMs = 500 }: AttemptRow) {
  await pool.query(
    `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, ms, timings, url)
     values ($1, $2, $3, $4, 'invoice.paid', 1, to_timestamp($5::float8 / 1000), 0, $6, 5, '{}', 'http://x')`,
    [newUuid(), messageId, consumerKey, instanceKey, Date.now() - agoMs, outcome],
  )
}

async function addQueued(messageId: string, inSeconds: number) {
  await pool.query(
    `insert into queue (message_id, consumer, due_at, attempt, size) values ($1, $2, now() + $3 * interval '1 s', 1, 2)`,
    [messageId, consumerKey, inSeconds],
  )
}

async function dueMessages(): Promise<string[]> {
  const { rows } = await pool.query<{ message_id: string }>(
    'select message_id from queue where consumer = $1 and due_at <= now() order by message_id',
    [consumerKey],
  )
  return rows.map((row) => row.message_id)
}

async function start(kind: ReplayKind, range: TaskRange = RANGE): Promise<string> {
  const view = await startTask(ctx, { instance, consumer }, kind, range)
  return view.id
}

async function advance(task: string): Promise<boolean> {
  return advanceTask(parseId('task', task) ?? '')
}

async function finish(task: string) {
  while (await advance(task)) {
    // Each round is one committed chunk.
  }
  return getTask(ctx, task)
}

beforeEach(async () => {
  const made = await createInstance(ctx, { name: 'test' })
  instance = made.id
  instanceKey = await scalar('select key as n from instance where id = $1', [parseId('instance', made.id)])
  const view = await createConsumer(ctx, instance, { url: 'https://example.com/hook', tags: ['region:us'] })
  consumer = view.id
  consumerKey = await scalar('select key as n from consumer where id = $1', [parseId('consumer', view.id)])
})

describe('recover failed', () => {
  test('rule 11, recover: sends again what failed for good, and nothing that ever succeeded or is still being tried soon', async () => {
    const failed = await addMessage()
    await addAttempt(failed, FAILED)
    const succeeded = await addMessage()
    await addAttempt(succeeded, FAILED)
    await addAttempt(succeeded, DELIVERED)
    const view = await finish(await start('recover'))
    expect(view).toMatchObject({ status: 'finished', total: 1, done: 1 })
    expect(await dueMessages()).toEqual([failed])
  })

  test('rule 11, recover: a pair that failed for good twice is sent once', async () => {
    const message = await addMessage()
    await addAttempt(message, { ...FAILED, agoMs: 900 })
    await addAttempt(message, { ...FAILED, agoMs: 400 })
    expect(await finish(await start('recover'))).toMatchObject({ total: 1, done: 1 })
  })

  test('rule 11, recover: what still waits for a later step is brought forward and keeps its step', async () => {
    const message = await addMessage()
    await addAttempt(message, RETRYING)
    await addQueued(message, 3600)
    expect(await finish(await start('recover'))).toMatchObject({ status: 'finished', done: 1 })
    expect(await dueMessages()).toEqual([message])
    expect(await scalar('select attempt as n from queue where message_id = $1', [message])).toBe(1)
  })

  test('rule 11, recover: a row that may be in flight is left alone', async () => {
    const message = await addMessage()
    await addAttempt(message, RETRYING)
    await addQueued(message, 30)
    expect(await finish(await start('recover'))).toMatchObject({ status: 'finished', done: 0 })
    expect(await dueMessages()).toEqual([])
  })

  test('failures outside the range stay as they are', async () => {
    const message = await addMessage()
    await addAttempt(message, { ...FAILED, agoMs: 2 * HOUR })
    expect(await finish(await start('recover'))).toMatchObject({ done: 0 })
  })
})

describe('replay missing', () => {
  test('rule 11, replay missing: sends what matches now and is no test, and has neither a queue row nor an attempt', async () => {
    const missed = await addMessage()
    await addMessage({ tags: ['region:uk'] })
    await addMessage({ flags: 1 })
    await addMessage({ flags: 2 })
    const tried = await addMessage()
    await addAttempt(tried, RETRYING)
    const waiting = await addMessage()
    await addQueued(waiting, 3600)
    expect(await finish(await start('replay_missing'))).toMatchObject({ status: 'finished', total: 1, done: 1 })
    expect(await dueMessages()).toEqual([missed])
  })
})

describe('bulk replay', () => {
  test('sends again what was sent, narrowed by event type and status', async () => {
    const wanted = await addMessage({ eventType: 'invoice.paid' })
    const otherType = await addMessage({ eventType: 'bill.paid' })
    const neverSent = await addMessage({ eventType: 'invoice.paid' })
    const failed = await addMessage({ eventType: 'invoice.paid' })
    for (const message of [wanted, otherType]) await addAttempt(message, DELIVERED)
    await addAttempt(failed, FAILED)
    const task = await start('bulk_replay', { ...RANGE, eventTypes: ['invoice.paid'], statuses: ['success'] })
    expect(await finish(task)).toMatchObject({ done: 1 })
    expect(await dueMessages()).toEqual([wanted])
    expect(await scalar('select count(*)::int as n from queue where message_id = $1', [neverSent])).toBe(0)
  })
})

describe('a task', () => {
  test('says before it starts how many messages it would send and how long that takes at the rate limit', async () => {
    for (let n = 0; n < 10; n++) await addAttempt(await addMessage(), FAILED)
    const target = { instance, consumer }
    expect(await previewTask(ctx, target, 'recover', RANGE)).toEqual({ messages: 10, seconds: null, iterator: null })
    await updateConsumer(ctx, instance, consumer, { rate: 5 })
    expect(await previewTask(ctx, target, 'recover', RANGE)).toEqual({ messages: 10, seconds: 2, iterator: null })
    expect(await dueMessages()).toEqual([])
  })

  test('counts what a long one would send piece by piece, and comes to the exact number', async () => {
    await addMissed(12_345)
    const target = { instance, consumer }
    const counted: number[] = []
    let iterator: string | null = null
    do {
      const preview: TaskPreview = await previewTask(ctx, target, 'replay_missing', RANGE, iterator)
      counted.push(preview.messages)
      iterator = preview.iterator
    } while (iterator !== null)
    expect(counted).toEqual([5000, 10_000, 12_345])
  })

  test('refuses to go on counting from an iterator of another kind, or from none of its own', async () => {
    await addMissed(5001)
    const target = { instance, consumer }
    const { iterator } = await previewTask(ctx, target, 'replay_missing', RANGE)
    expect(iterator).not.toBeNull()
    for (const [kind, given] of [
      ['recover', iterator],
      ['replay_missing', Buffer.from('{}').toString('base64url')],
      ['replay_missing', Buffer.from('nonsense').toString('base64url')],
    ] as const) {
      await expect(previewTask(ctx, target, kind, RANGE, given)).rejects.toMatchObject({ code: 'validation' })
    }
  })

  test('starts without a total where counting would take long, unless its preview came to one', async () => {
    await addMissed(20_001)
    const target = { instance, consumer }
    expect(await startTask(ctx, target, 'replay_missing', RANGE)).toMatchObject({ total: null })
    expect(await startTask(ctx, target, 'replay_missing', RANGE, 20_001)).toMatchObject({ total: 20_001 })
  })

  test('rule 7, order of service: keeps at most 500 rows due and goes on where it stopped, without a gap or a double', async () => {
    const messages = []
    for (let n = 0; n < 1200; n++) messages.push(await addMessage({ agoMs: 5000 - n }))
    const task = await start('replay_missing')
    const sent: string[] = []
    for (const expected of [500, 500, 200]) {
      await advance(task)
      const due = await dueMessages()
      expect(due).toHaveLength(expected)
      sent.push(...due)
      for (const message of due) await addAttempt(message, DELIVERED)
      await pool.query('delete from queue where consumer = $1', [consumerKey])
    }
    expect(sent.sort()).toEqual(messages.sort())
    expect(await finish(task)).toMatchObject({ status: 'finished', done: 1200, total: 1200 })
  })

  test('rule 7, order of service: yields while fresh messages wait', async () => {
    await addAttempt(await addMessage(), FAILED)
    await pool.query(
      `insert into queue (message_id, consumer, due_at, size) select hot.uuid7(), $1, now(), 2 from generate_series(1, 500)`,
      [consumerKey],
    )
    const task = await start('recover')
    expect(await advance(task)).toBe(false)
    expect(await getTask(ctx, task)).toMatchObject({ status: 'running', done: 0 })
  })

  test('rule 7, order of service: keeps ten seconds’ worth of rows due under a rate limit, the instance’s too', async () => {
    for (let n = 0; n < 60; n++) await addMessage()
    await updateConsumer(ctx, instance, consumer, { rate: 4 })
    const task = await start('replay_missing')
    await advance(task)
    expect(await dueMessages()).toHaveLength(40)
    expect(await advance(task)).toBe(false)
    await updateInstance(ctx, instance, { rate: 1 })
    await pool.query('delete from queue where consumer = $1', [consumerKey])
    await advance(task)
    expect(await dueMessages()).toHaveLength(10)
  })

  test('rule 11, recover: goes by the time of the database, whatever this machine believes', async () => {
    const failed = await addMessage()
    await addAttempt(failed, FAILED)
    const waiting = await addMessage()
    await addAttempt(waiting, RETRYING)
    await addQueued(waiting, 3600)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * HOUR })
    const task = await start('recover')
    vi.useRealTimers()
    await advance(task)
    await addAttempt(failed, { ...FAILED, agoMs: -1000 })
    await pool.query(`update queue set due_at = now() + interval '1 hour' where message_id = $1`, [waiting])
    await addAttempt(waiting, { ...RETRYING, agoMs: -1000 })
    expect(await finish(task)).toMatchObject({ done: 1, total: 2 })
  })

  test('that two workers advance at once sends each message once', async () => {
    for (let n = 0; n < 50; n++) await addMessage()
    const task = await start('replay_missing')
    await Promise.all([advanceTasks(log), advanceTasks(log)])
    expect(await finish(task)).toMatchObject({ status: 'finished', done: 50 })
  })

  test('waits while its consumer is paused, and is refused for a disabled one', async () => {
    await addAttempt(await addMessage(), FAILED)
    const task = await start('recover')
    await updateConsumer(ctx, instance, consumer, { paused: true })
    expect(await advance(task)).toBe(false)
    expect(await getTask(ctx, task)).toMatchObject({ status: 'running', done: 0 })
    await updateConsumer(ctx, instance, consumer, { paused: false, disabled: true })
    await expect(start('recover')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('ends as failed when its consumer is deleted', async () => {
    const task = await start('recover')
    await deleteConsumer(ctx, instance, consumer)
    await advance(task)
    expect(await getTask(ctx, task)).toMatchObject({ status: 'failed', error: 'The consumer was deleted.' })
  })

  test('can be cancelled once, and sends nothing more', async () => {
    await addAttempt(await addMessage(), FAILED)
    const task = await start('recover')
    expect(await cancelTask(ctx, task)).toMatchObject({ status: 'cancelled' })
    await advance(task)
    expect(await dueMessages()).toEqual([])
    await expect(cancelTask(ctx, task)).rejects.toMatchObject({ code: 'conflict' })
    expect((await listTasks(ctx, instance, {})).data.map((view) => view.id)).toEqual([task])
  })

  test('older than 14 days is refused', async () => {
    const since = new Date(Date.now() - 15 * 24 * HOUR)
    await expect(start('recover', { since })).rejects.toMatchObject({ code: 'validation' })
  })

  test('of one instance does not exist for a token of another', async () => {
    const task = await start('recover')
    const stranger: Context = { ...ctx, actor: { ...actor, instanceId: newUuid() } }
    await expect(getTask(stranger, task)).rejects.toMatchObject({ code: 'not_found' })
  })
})
