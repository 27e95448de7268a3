import { describe, expect, it } from 'vitest'
import { setUpDispatcher } from '#tests/support/dispatcher-set-up.ts'
import { mostWithin } from '#tests/support/most-within.ts'
import { buildResult } from '#tests/support/scripted-sender.ts'
import { settleDown, until } from '#tests/support/until.ts'

describe('dispatcher, of consumers that are off or limited', () => {
  it('rule 9, disabled and paused: skips due steps of a disabled consumer and ends with a final attempt that says so', async () => {
    const { put, publish, rows, store, sender, clock } = setUpDispatcher()
    put({ key: 1, disabled: true, retrySchedule: () => [0, 10, 20] })
    await publish([1])
    for (const step of [1, 2]) {
      await until(() => rows(1)[0]?.step === step)
      expect(store.attempts.size).toBe(0)
      clock.advance(step * 10_000 + 300)
    }
    await until(() => store.attempts.size === 1)
    const [attempt] = [...store.attempts.values()]
    expect(attempt).toMatchObject({ verdict: 'exhausted', record: { errorKind: 'skipped_disabled' } })
    expect(rows(1)).toEqual([])
    expect(sender.sent).toEqual([])
  })

  it('rule 9, disabled and paused: disabled after the 5 min retry and enabled 3 h later, a consumer still gets the 5 h, 10 h and 10 h tries', async () => {
    const { put, publish, rows, store, sender, clock } = setUpDispatcher()
    const minute = 60_000
    const sentAt: number[] = []
    sender.script = () => {
      sentAt.push(clock.monotonic() / minute)
      return buildResult({ statusCode: 500 })
    }
    const untilMinute = async (end: number, step = 3) => {
      while (clock.monotonic() < end * minute) {
        clock.advance(step * minute)
        await settleDown()
      }
    }
    put({ key: 1 })
    await publish([1])
    await untilMinute(8, 0.5)
    expect(sentAt).toHaveLength(3)
    put({ key: 1, disabled: true })
    await untilMinute(8 + 180)
    expect(sentAt).toHaveLength(3)
    expect(rows(1)).toMatchObject([{ step: 5 }])
    put({ key: 1 })
    await untilMinute(28.5 * 60)
    const third = sentAt[2] ?? Number.NaN
    const hours = sentAt.slice(3).map((at) => (at - third) / 60)
    for (const [index, expected] of [7.5, 17.5, 27.5].entries()) {
      expect(hours[index]).toBeGreaterThanOrEqual(expected)
      expect(hours[index]).toBeLessThan(expected + 0.3)
    }
    expect(hours).toHaveLength(3)
    expect([...store.attempts.values()].map(({ verdict }) => verdict)).toEqual([...Array(5).fill('retry'), 'exhausted'])
    expect(rows(1)).toEqual([])
  })

  it('rule 9, disabled and paused: a try by hand and a test are sent while the consumer is paused or disabled', async () => {
    const { put, publish, store, sentTo, sender } = setUpDispatcher()
    sender.script = () => buildResult()
    put({ key: 1, paused: true })
    put({ key: 2, disabled: true })
    await publish([1])
    await publish([1, 2], 1, {}, 'test')
    const [held] = store.messages.keys()
    await until(() => sentTo(1) === 1 && sentTo(2) === 1)
    store.resend(held ?? '', 1)
    await until(() => sentTo(1) === 2)
    await until(() => store.attempts.size === 3)
    expect([...store.attempts.values()].map(({ trigger }) => trigger).sort()).toEqual(['manual', 'test', 'test'])
  })

  it('rule 9, disabled and paused: gives rows of a paused consumer back without using a step', async () => {
    const { put, publish, rows, store, sender } = setUpDispatcher()
    put({ key: 1 })
    await publish([1], 40)
    await until(() => sender.open.length === 4)
    put({ key: 1, paused: true })
    sender.answerAll(1)
    await until(() => store.attempts.size === 4)
    await settleDown()
    expect(sender.sent).toHaveLength(4)
    expect(rows(1).map((row) => row.step)).toEqual(Array(36).fill(0))
    put({ key: 1 })
    sender.script = () => buildResult()
    await publish([1])
    await until(() => store.attempts.size === 41)
  })

  it('rule 10, rate limit: rows that were held without a limit go back to the lane when one is set', async () => {
    const { put, publish, sender, clock, sentTo } = setUpDispatcher()
    put({ key: 1 })
    await publish([1], 60)
    await until(() => sender.open.length === 4)
    put({ key: 1, rate: 4 })
    sender.script = () => buildResult()
    sender.answerAll(1)
    await settleDown()
    expect(sentTo(1)).toBeLessThanOrEqual(6)
    clock.advance(1000)
    await settleDown()
    expect(sentTo(1)).toBeLessThanOrEqual(10)
  })

  it('rule 10, rate limit: rows that were held go back to the lane when the instance gets a limit, too', async () => {
    const { put, publish, sender, clock, store, sentTo } = setUpDispatcher()
    for (const key of [1, 2]) put({ key })
    await publish([1, 2], 60)
    await until(() => sender.open.length === 8)
    for (const key of [1, 2]) put({ key, instanceRate: 4 })
    store.setInstanceRate(1, 4)
    sender.script = () => buildResult()
    for (const key of [1, 2]) sender.answerAll(key)
    await settleDown()
    const atOnce = sentTo(1) + sentTo(2)
    expect(atOnce).toBeLessThanOrEqual(8 + 2)
    for (let n = 0; n < 40; n++) {
      clock.advance(250)
      await settleDown()
    }
    expect(sentTo(1) + sentTo(2) - atOnce).toBeLessThanOrEqual(42)
    expect(sentTo(1) + sentTo(2) - atOnce).toBeGreaterThanOrEqual(38)
  })

  it.each([1, 2, 3, 7, 20, 50, 500])(
    'rule 10, rate limit: a limit of %i a second holds over any 10 s and is used while messages wait',
    async (rate) => {
      const { put, publish, sender, clock } = setUpDispatcher()
      const times: { at: Date }[] = []
      sender.script = () => {
        times.push({ at: new Date(clock.monotonic()) })
        return buildResult()
      }
      put({ key: 1, rate })
      await publish([1], rate * 25)
      // a clock that is read every 40 ms: nothing is looked at in time
      while (clock.monotonic() < 20_000) {
        clock.advance(40)
        await settleDown()
      }
      expect(mostWithin(times, 10_000)).toBeLessThanOrEqual(Math.max(rate * 10 * 1.05, rate * 10 + 1))
      expect(times.length).toBeGreaterThanOrEqual(rate * 20 * 0.95)
    },
  )
})
