import { describe, expect, it } from 'vitest'
import { newUuid } from '#lib/domain/ids.ts'
import {
  createDispatcher,
  createPublisher,
  type DeliveryConsumer,
  type DispatcherOptions,
  MemoryDeliveryStore,
  type Trigger,
} from '#lib/engine/index.ts'
import { buildConsumer, buildPublication } from '#tests/support/delivery-factories.ts'
import { FakeClock } from '#tests/support/fake-clock.ts'
import { mostWithin } from '#tests/support/most-within.ts'
import { buildResult, ScriptedSender, TIMED_OUT } from '#tests/support/scripted-sender.ts'
import { settleDown, until } from '#tests/support/until.ts'

function setUp(over: Partial<DispatcherOptions> = {}) {
  const clock = new FakeClock()
  const store = new MemoryDeliveryStore({ clock })
  const sender = new ScriptedSender()
  const consumers = new Map<number, DeliveryConsumer>()
  const errors: unknown[] = []
  const directory = { get: (key: number) => consumers.get(key), reload: async () => {} }
  const dispatcher = createDispatcher({
    store,
    directory,
    sender,
    sandbox: { run: () => Promise.reject(new Error('no sandbox here')), close: async () => {} },
    clock,
    version: '1.0',
    newAttemptId: newUuid,
    formatMessageId: (id) => `msg_${id}`,
    random: () => 0.5,
    onError: (error) => errors.push(error),
    ...over,
  })
  const publisher = createPublisher({ store, dispatcher, clock })
  const put = (consumer: Partial<DeliveryConsumer> & { key: number }) => {
    consumers.set(consumer.key, buildConsumer(consumer))
    store.setLane({ key: consumer.key, instanceKey: 1, rate: consumer.rate ?? null, paused: consumer.paused ?? false })
  }
  const publish = (keys: number[], count = 1, message = {}, trigger: Trigger = 'scheduled') =>
    Promise.all(
      Array.from({ length: count }, () => publisher.publish(buildPublication({ consumers: keys, message, trigger }))),
    )
  const rows = (key: number) => [...store.messages.keys()].map((id) => store.row(id, key)).filter((row) => row !== null)
  const sentTo = (key: number) => sender.sent.filter(({ consumer }) => consumer.key === key).length
  dispatcher.start()
  return { clock, store, sender, consumers, errors, directory, dispatcher, publisher, put, publish, rows, sentTo }
}

describe('dispatcher', () => {
  it('sends what was accepted and settles it', async () => {
    const { put, publish, sender, rows, store, dispatcher } = setUp()
    sender.script = () => buildResult()
    put({ key: 1 })
    await publish([1], 3)
    await until(() => store.attempts.size === 3)
    expect(rows(1)).toEqual([])
    expect(dispatcher.stats).toMatchObject({ inFlight: 0, waiting: 0, bytes: 0 })
  })

  it('retries a failure after its wait, until it succeeds', async () => {
    const { put, publish, sender, rows, store, clock, sentTo } = setUp()
    sender.script = () => buildResult({ statusCode: sender.sent.length < 3 ? 500 : 204 })
    put({ key: 1 })
    await publish([1])
    for (const [attempts, wait] of [
      [1, 5100],
      [2, 301_000],
      [3, 0],
    ] as const) {
      await until(() => store.attempts.size === attempts)
      clock.advance(wait)
    }
    expect(sentTo(1)).toBe(3)
    expect(rows(1)).toEqual([])
  })

  it('rule 2, fencing: starts nothing whose lease is nearly over and gives it back', async () => {
    const { put, publish, sender, clock, store, sentTo, rows } = setUp()
    put({ key: 1 })
    await publish([1], 8)
    await until(() => sender.open.length === 4)
    clock.advance(41_000)
    sender.answerAll(1)
    await until(() => store.attempts.size === 4)
    await settleDown()
    expect(sentTo(1)).toBe(4)
    clock.advance(300)
    await until(() => sentTo(1) === 8)
    sender.answerAll(1)
    await until(() => store.attempts.size === 8)
    expect(rows(1)).toEqual([])
  })

  it('rule 2, fencing: claims nothing while settlements cannot be stored, and stores them all when they can', async () => {
    const test = setUp()
    const { put, publish, sender, store, clock, dispatcher } = test
    sender.script = () => buildResult()
    put({ key: 1 })
    put({ key: 2, rate: 5 })
    const settle = store.settle.bind(store)
    store.settle = () => Promise.reject(new Error('connection lost'))
    await publish([1], 4)
    await until(() => test.errors.length > 0)
    await publish([2])
    for (let n = 0; n < 5; n++) {
      clock.advance(300)
      await settleDown()
    }
    expect(test.sentTo(2)).toBe(0)
    store.settle = settle
    clock.advance(5000)
    await until(() => store.attempts.size >= 4)
    clock.advance(300)
    await until(() => store.attempts.size === 5)
    await dispatcher.stop()
  })

  it('rule 2, fencing: stopping gives back what was not started, lets the rest end and stores how', async () => {
    const { put, publish, sender, store, dispatcher, rows } = setUp()
    put({ key: 1 })
    await publish([1], 8)
    await until(() => sender.open.length === 4)
    let stopped = false
    const stop = dispatcher.stop().then(() => {
      stopped = true
    })
    await settleDown()
    expect(stopped).toBe(false)
    sender.answerAll(1)
    await stop
    expect(store.attempts.size).toBe(4)
    expect(rows(1)).toHaveLength(4)
    const claim = { lanes: 9, perLane: 9, perLimitedLane: 9, limits: new Map(), bytes: 1e6, except: [] }
    expect((await store.claim(claim)).deliveries).toHaveLength(4)
  })

  it('rule 4, hand-over: hands over to consumers without a limit that hold under 200 rows, and then not until the lane is empty', async () => {
    const { put, publish, sender, dispatcher, store, rows } = setUp()
    put({ key: 1 })
    put({ key: 2, rate: 10 })
    const probe = (key: number) => {
      const handOver = dispatcher.openHandOver()
      const accepted = handOver.accepts(key, 10)
      handOver.abort()
      return accepted
    }
    expect([probe(1), probe(2), probe(3)]).toEqual([true, false, false])
    await publish([1], 201)
    expect(dispatcher.stats.inFlight + dispatcher.stats.waiting).toBe(200)
    sender.script = () => buildResult()
    expect(probe(1)).toBe(false)
    sender.answerAll(1)
    await until(() => store.attempts.size === 201)
    expect(rows(1)).toEqual([])
    await until(() => probe(1))
  })

  it('rule 5, isolation: consumers that hang leave sockets for the others', async () => {
    const { put, publish, sender, sentTo } = setUp({ maxSockets: 400 })
    const hanging = Array.from({ length: 60 }, (_, index) => index + 1)
    for (const key of hanging) put({ key })
    put({ key: 99 })
    for (let n = 0; n < 20; n++) await publish(hanging)
    await settleDown()
    expect(sender.open.length).toBeLessThan(400)
    await publish([99])
    await until(() => sentTo(99) === 1)
  })

  it('rule 5, isolation: rows that wait for consumers that hang keep no lane of the others from being looked at', async () => {
    const { put, publish, sentTo, dispatcher } = setUp({ maxSockets: 400 })
    const hanging = Array.from({ length: 60 }, (_, index) => index + 1)
    for (const key of hanging) put({ key })
    put({ key: 99, rate: 50 })
    for (let n = 0; n < 20; n++) await publish(hanging)
    await settleDown()
    const { inFlight, waiting } = dispatcher.stats
    expect(inFlight + waiting).toBeGreaterThan(400)
    await publish([99])
    await until(() => sentTo(99) === 1)
  })

  it('starts a large fan-out in parts, so that what else is ready gets its turn', async () => {
    const { put, publish, sender } = setUp()
    const many = Array.from({ length: 1000 }, (_, index) => index + 1)
    for (const key of many) put({ key })
    await publish(many)
    const started: number[] = []
    for (let turn = 0; sender.sent.length < 1000 && turn < 100; turn++) {
      started.push(sender.sent.length)
      await new Promise((resolve) => setImmediate(resolve))
    }
    const steps = started.slice(1).map((count, turn) => count - (started[turn] ?? 0))
    expect(sender.sent).toHaveLength(1000)
    expect(Math.max(...steps)).toBeLessThanOrEqual(64)
  })

  it('rule 5, isolation: a consumer that times out gets one try at a time, and more again when it answers', async () => {
    const { put, publish, sender } = setUp()
    put({ key: 1 })
    await publish([1], 100)
    await until(() => sender.open.length === 4)
    sender.answerAll(1, TIMED_OUT)
    await until(() => sender.open.length === 1)
    for (const most of [2, 4, 8]) {
      sender.answerAll(1)
      await until(() => sender.open.length === most)
    }
  })

  it('rule 6, bytes: leaves rows in their lane rather than hold more bodies than its budget', async () => {
    const { put, publish, dispatcher, sender } = setUp({ maxBytes: 10_000 })
    for (const key of [1, 2, 3]) put({ key })
    await publish([1, 2, 3], 4, { size: 3000 })
    await settleDown()
    expect(dispatcher.stats.bytes).toBeLessThanOrEqual(12_000)
    sender.script = () => buildResult()
    for (const key of [1, 2, 3]) sender.answerAll(key)
    await until(() => sender.sent.length === 12)
  })

  it('rule 8, fan-out is never stale: a row of a consumer that is unknown even after a reload is deleted', async () => {
    const { put, publish, consumers, rows, store, sender } = setUp()
    put({ key: 1 })
    consumers.delete(1)
    await publish([1])
    await until(() => rows(1).length === 0)
    expect([store.attempts.size, sender.sent.length]).toEqual([0, 0])
  })

  it('rule 8, fan-out is never stale: a row of a consumer that a reload brings is sent', async () => {
    const test = setUp()
    test.put({ key: 1 })
    const known = test.consumers.get(1)
    test.consumers.delete(1)
    test.directory.reload = async () => {
      if (known !== undefined) test.consumers.set(1, known)
    }
    await test.publish([1])
    await until(() => test.sentTo(1) === 1)
  })

  it('rule 9, disabled and paused: skips due steps of a disabled consumer and ends with a final attempt that says so', async () => {
    const { put, publish, rows, store, sender, clock } = setUp()
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
    const { put, publish, rows, store, sender, clock } = setUp()
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
    const { put, publish, store, sentTo, sender } = setUp()
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
    const { put, publish, rows, store, sender } = setUp()
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
    const { put, publish, sender, clock, sentTo } = setUp()
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
    const { put, publish, sender, clock, store, sentTo } = setUp()
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
      const { put, publish, sender, clock } = setUp()
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
