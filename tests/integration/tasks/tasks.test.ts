import { beforeEach, describe, expect, test, vi } from 'vitest'
import { deleteConsumer } from '#lib/domain/consumers/delete-consumer.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { updateInstance } from '#lib/domain/instances/update-instance.ts'
import { cancelTask } from '#lib/domain/tasks/cancel-task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { listTasks } from '#lib/domain/tasks/list-tasks.ts'
import { previewTask } from '#lib/domain/tasks/preview-task.ts'
import type { TaskPreview } from '#lib/domain/tasks/schemas.ts'
import { startTask } from '#lib/domain/tasks/start-task.ts'
import { advanceTasks } from '#lib/worker/task-runner.ts'
import { createDatabase } from '#tests/support/database.ts'
import { DELIVERED, FAILED, HOUR, RANGE, RETRYING, ReplaySubject } from '#tests/support/replay-subject.ts'
import { rootContext } from '#tests/support/root-context.ts'

const ctx = rootContext()
const { pool } = await createDatabase()
const subject = new ReplaySubject(pool)
beforeEach(() => subject.renew())

describe('a task', () => {
  test('says before it starts how many messages it would send and how long that takes at the rate limit', async () => {
    for (let n = 0; n < 10; n++) await subject.addAttempt(await subject.addMessage(), FAILED)
    const target = { instance: subject.instance, consumer: subject.consumer }
    expect(await previewTask(ctx, target, 'recover', RANGE)).toEqual({ messages: 10, seconds: null, iterator: null })
    await updateConsumer(ctx, subject.instance, subject.consumer, { rate: 5 })
    expect(await previewTask(ctx, target, 'recover', RANGE)).toEqual({ messages: 10, seconds: 2, iterator: null })
    expect(await subject.dueMessages()).toEqual([])
  })

  test('counts what a long one would send piece by piece, and comes to the exact number', async () => {
    await subject.addMissed(12_345)
    const target = { instance: subject.instance, consumer: subject.consumer }
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
    await subject.addMissed(5001)
    const target = { instance: subject.instance, consumer: subject.consumer }
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
    await subject.addMissed(20_001)
    const target = { instance: subject.instance, consumer: subject.consumer }
    expect(await startTask(ctx, target, 'replay_missing', RANGE)).toMatchObject({ total: null })
    expect(await startTask(ctx, target, 'replay_missing', RANGE, 20_001)).toMatchObject({ total: 20_001 })
  })

  test('rule 7, order of service: keeps at most 500 rows due and goes on where it stopped, without a gap or a double', async () => {
    const messages = []
    for (let n = 0; n < 1200; n++) messages.push(await subject.addMessage({ agoMs: 5000 - n }))
    const task = await subject.start('replay_missing')
    const sent: string[] = []
    for (const expected of [500, 500, 200]) {
      await subject.advance(task)
      const due = await subject.dueMessages()
      expect(due).toHaveLength(expected)
      sent.push(...due)
      for (const message of due) await subject.addAttempt(message, DELIVERED)
      await pool.query('delete from queue where consumer = $1', [subject.consumerKey])
    }
    expect(sent.sort()).toEqual(messages.sort())
    expect(await subject.finish(task)).toMatchObject({ status: 'finished', done: 1200, total: 1200 })
  })

  test('rule 7, order of service: yields while fresh messages wait', async () => {
    await subject.addAttempt(await subject.addMessage(), FAILED)
    await pool.query(
      `insert into queue (message_id, consumer, due_at, size) select hot.uuid7(), $1, now(), 2 from generate_series(1, 500)`,
      [subject.consumerKey],
    )
    const task = await subject.start('recover')
    expect(await subject.advance(task)).toBe(false)
    expect(await getTask(ctx, task)).toMatchObject({ status: 'running', done: 0 })
  })

  test('rule 7, order of service: keeps ten seconds’ worth of rows due under a rate limit, the instance’s too', async () => {
    for (let n = 0; n < 60; n++) await subject.addMessage()
    await updateConsumer(ctx, subject.instance, subject.consumer, { rate: 4 })
    const task = await subject.start('replay_missing')
    await subject.advance(task)
    expect(await subject.dueMessages()).toHaveLength(40)
    expect(await subject.advance(task)).toBe(false)
    await updateInstance(ctx, subject.instance, { rate: 1 })
    await pool.query('delete from queue where consumer = $1', [subject.consumerKey])
    await subject.advance(task)
    expect(await subject.dueMessages()).toHaveLength(10)
  })

  test('rule 11, recover: goes by the time of the database, whatever this machine believes', async () => {
    const failed = await subject.addMessage()
    await subject.addAttempt(failed, FAILED)
    const waiting = await subject.addMessage()
    await subject.addAttempt(waiting, RETRYING)
    await subject.addQueued(waiting, 3600)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * HOUR })
    const task = await subject.start('recover')
    vi.useRealTimers()
    await subject.advance(task)
    await subject.addAttempt(failed, { ...FAILED, agoMs: -1000 })
    await pool.query(`update queue set due_at = now() + interval '1 hour' where message_id = $1`, [waiting])
    await subject.addAttempt(waiting, { ...RETRYING, agoMs: -1000 })
    expect(await subject.finish(task)).toMatchObject({ done: 1, total: 2 })
  })

  test('that two workers advance at once sends each message once', async () => {
    for (let n = 0; n < 50; n++) await subject.addMessage()
    const task = await subject.start('replay_missing')
    await Promise.all([advanceTasks(ctx.log), advanceTasks(ctx.log)])
    expect(await subject.finish(task)).toMatchObject({ status: 'finished', done: 50 })
  })

  test('waits while its consumer is paused, and is refused for a disabled one', async () => {
    await subject.addAttempt(await subject.addMessage(), FAILED)
    const task = await subject.start('recover')
    await updateConsumer(ctx, subject.instance, subject.consumer, { paused: true })
    expect(await subject.advance(task)).toBe(false)
    expect(await getTask(ctx, task)).toMatchObject({ status: 'running', done: 0 })
    await updateConsumer(ctx, subject.instance, subject.consumer, { paused: false, disabled: true })
    await expect(subject.start('recover')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('ends as failed when its consumer is deleted', async () => {
    const task = await subject.start('recover')
    await deleteConsumer(ctx, subject.instance, subject.consumer)
    await subject.advance(task)
    expect(await getTask(ctx, task)).toMatchObject({ status: 'failed', error: 'The consumer was deleted.' })
  })

  test('can be cancelled once, and sends nothing more', async () => {
    await subject.addAttempt(await subject.addMessage(), FAILED)
    const task = await subject.start('recover')
    expect(await cancelTask(ctx, task)).toMatchObject({ status: 'cancelled' })
    await subject.advance(task)
    expect(await subject.dueMessages()).toEqual([])
    await expect(cancelTask(ctx, task)).rejects.toMatchObject({ code: 'conflict' })
    expect((await listTasks(ctx, subject.instance, {})).data.map((view) => view.id)).toEqual([task])
  })

  test('older than 14 days is refused', async () => {
    const since = new Date(Date.now() - 15 * 24 * HOUR)
    await expect(subject.start('recover', { since })).rejects.toMatchObject({ code: 'validation' })
  })

  test('of one instance does not exist for a token of another', async () => {
    const task = await subject.start('recover')
    const stranger = rootContext({ instanceId: newUuid() })
    await expect(getTask(stranger, task)).rejects.toMatchObject({ code: 'not_found' })
  })
})
