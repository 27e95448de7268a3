import { describe, expect, it } from 'vitest'
import { setUpDispatcher } from '#tests/support/dispatcher-set-up.ts'
import { buildResult, TIMED_OUT } from '#tests/support/scripted-sender.ts'
import { settleDown, until } from '#tests/support/until.ts'

describe('dispatcher', () => {
  it('sends what was accepted and settles it', async () => {
    const { put, publish, sender, rows, store, dispatcher } = setUpDispatcher()
    sender.script = () => buildResult()
    put({ key: 1 })
    await publish([1], 3)
    await until(() => store.attempts.size === 3)
    expect(rows(1)).toEqual([])
    expect(dispatcher.stats).toMatchObject({ inFlight: 0, waiting: 0, bytes: 0 })
  })

  it('retries a failure after its wait, until it succeeds', async () => {
    const { put, publish, sender, rows, store, clock, sentTo } = setUpDispatcher()
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
    const { put, publish, sender, clock, store, sentTo, rows } = setUpDispatcher()
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
    const test = setUpDispatcher()
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
    const { put, publish, sender, store, dispatcher, rows } = setUpDispatcher()
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
    const { put, publish, sender, dispatcher, store, rows } = setUpDispatcher()
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
    const { put, publish, sender, sentTo } = setUpDispatcher({ maxSockets: 400 })
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
    const { put, publish, sentTo, dispatcher } = setUpDispatcher({ maxSockets: 400 })
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

  it('names the consumers whose own pace keeps their lanes waiting, and not one that takes all it is given', async () => {
    const { put, publish, sender, dispatcher, store } = setUpDispatcher()
    for (const key of [1, 2, 3]) put({ key })
    sender.script = ({ consumer }) => (consumer.key === 1 ? null : buildResult())
    await publish([1], 100)
    await publish([2], 2000)
    await publish([3])
    await until(() => store.attempts.size === 2001)
    expect(dispatcher.heldUp).toEqual([1])
    sender.answerAll(1, TIMED_OUT)
    await until(() => store.attempts.size === 2005)
    expect(dispatcher.heldUp).toEqual([1])
  })

  it('starts a large fan-out in parts, so that what else is ready gets its turn', async () => {
    const { put, publish, sender } = setUpDispatcher()
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
    const { put, publish, sender } = setUpDispatcher()
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
    const { put, publish, dispatcher, sender } = setUpDispatcher({ maxBytes: 10_000 })
    for (const key of [1, 2, 3]) put({ key })
    await publish([1, 2, 3], 4, { size: 3000 })
    await settleDown()
    expect(dispatcher.stats.bytes).toBeLessThanOrEqual(12_000)
    sender.script = () => buildResult()
    for (const key of [1, 2, 3]) sender.answerAll(key)
    await until(() => sender.sent.length === 12)
  })

  it('rule 8, fan-out is never stale: a row of a consumer that is unknown even after a reload is deleted', async () => {
    const { put, publish, consumers, rows, store, sender } = setUpDispatcher()
    put({ key: 1 })
    consumers.delete(1)
    await publish([1])
    await until(() => rows(1).length === 0)
    expect([store.attempts.size, sender.sent.length]).toEqual([0, 0])
  })

  it('rule 8, fan-out is never stale: a row of a consumer that a reload brings is sent', async () => {
    const test = setUpDispatcher()
    test.put({ key: 1 })
    const known = test.consumers.get(1)
    test.consumers.delete(1)
    test.directory.reload = async () => {
      if (known !== undefined) test.consumers.set(1, known)
    }
    await test.publish([1])
    await until(() => test.sentTo(1) === 1)
  })
})
