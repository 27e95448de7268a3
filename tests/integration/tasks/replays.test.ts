import { beforeEach, describe, expect, test } from 'vitest'
import { createDatabase } from '#tests/support/database.ts'
import { DELIVERED, FAILED, HOUR, RANGE, RETRYING, ReplaySubject } from '#tests/support/replay-subject.ts'

const { pool } = await createDatabase()
const subject = new ReplaySubject(pool)
beforeEach(() => subject.renew())

describe('recover failed', () => {
  test('rule 11, recover: sends again what failed for good, and nothing that ever succeeded or is still being tried soon', async () => {
    const failed = await subject.addMessage()
    await subject.addAttempt(failed, FAILED)
    const succeeded = await subject.addMessage()
    await subject.addAttempt(succeeded, FAILED)
    await subject.addAttempt(succeeded, DELIVERED)
    const view = await subject.finish(await subject.start('recover'))
    expect(view).toMatchObject({ status: 'finished', total: 1, done: 1 })
    expect(await subject.dueMessages()).toEqual([failed])
  })

  test('rule 11, recover: a pair that failed for good twice is sent once', async () => {
    const message = await subject.addMessage()
    await subject.addAttempt(message, { ...FAILED, agoMs: 900 })
    await subject.addAttempt(message, { ...FAILED, agoMs: 400 })
    expect(await subject.finish(await subject.start('recover'))).toMatchObject({ total: 1, done: 1 })
  })

  test('rule 11, recover: what still waits for a later step is brought forward and keeps its step', async () => {
    const message = await subject.addMessage()
    await subject.addAttempt(message, RETRYING)
    await subject.addQueued(message, 3600)
    expect(await subject.finish(await subject.start('recover'))).toMatchObject({ status: 'finished', done: 1 })
    expect(await subject.dueMessages()).toEqual([message])
    expect(await subject.scalar('select attempt as n from queue where message_id = $1', [message])).toBe(1)
  })

  test('rule 11, recover: a row that may be in flight is left alone', async () => {
    const message = await subject.addMessage()
    await subject.addAttempt(message, RETRYING)
    await subject.addQueued(message, 30)
    expect(await subject.finish(await subject.start('recover'))).toMatchObject({ status: 'finished', done: 0 })
    expect(await subject.dueMessages()).toEqual([])
  })

  test('failures outside the range stay as they are', async () => {
    const message = await subject.addMessage()
    await subject.addAttempt(message, { ...FAILED, agoMs: 2 * HOUR })
    expect(await subject.finish(await subject.start('recover'))).toMatchObject({ done: 0 })
  })
})

describe('replay missing', () => {
  test('rule 11, replay missing: sends what matches now and is no test, and has neither a queue row nor an attempt', async () => {
    const missed = await subject.addMessage()
    await subject.addMessage({ tags: ['region:uk'] })
    await subject.addMessage({ flags: 1 })
    await subject.addMessage({ flags: 2 })
    const tried = await subject.addMessage()
    await subject.addAttempt(tried, RETRYING)
    const waiting = await subject.addMessage()
    await subject.addQueued(waiting, 3600)
    expect(await subject.finish(await subject.start('replay_missing'))).toMatchObject({
      status: 'finished',
      total: 1,
      done: 1,
    })
    expect(await subject.dueMessages()).toEqual([missed])
  })
})

describe('bulk replay', () => {
  test('sends again what was sent, narrowed by event type and status', async () => {
    const wanted = await subject.addMessage({ eventType: 'invoice.paid' })
    const otherType = await subject.addMessage({ eventType: 'bill.paid' })
    const neverSent = await subject.addMessage({ eventType: 'invoice.paid' })
    const failed = await subject.addMessage({ eventType: 'invoice.paid' })
    for (const message of [wanted, otherType]) await subject.addAttempt(message, DELIVERED)
    await subject.addAttempt(failed, FAILED)
    const task = await subject.start('bulk_replay', { ...RANGE, eventTypes: ['invoice.paid'], statuses: ['success'] })
    expect(await subject.finish(task)).toMatchObject({ done: 1 })
    expect(await subject.dueMessages()).toEqual([wanted])
    expect(await subject.scalar('select count(*)::int as n from queue where message_id = $1', [neverSent])).toBe(0)
  })
})
