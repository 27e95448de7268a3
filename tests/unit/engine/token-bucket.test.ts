import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { available, burstOf, fullBucket, msUntilToken, refill, spend } from '#lib/engine/index.ts'

describe('token bucket', () => {
  it('lets no more than 5 % or one message above the rate pass in any 10 s, however it is asked', () => {
    const steps = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 3000 }), wanted: fc.nat(500) }), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), steps, (rate, asks) => {
        let bucket = fullBucket(rate, 0)
        const passed: { at: number; count: number }[] = []
        for (const { wait, wanted } of asks) {
          bucket = refill(bucket, rate, bucket.at + wait)
          const count = available(bucket, wanted)
          bucket = spend(bucket, count)
          passed.push({ at: bucket.at, count })
        }
        for (const { at } of passed) {
          const window = passed.filter((other) => other.at >= at && other.at < at + 10_000)
          const sum = window.reduce((total, other) => total + other.count, 0)
          expect(sum).toBeLessThanOrEqual(Math.max(rate * 10 * 1.05, rate * 10 + 1) + 1e-6)
        }
      }),
    )
  })

  it('holds that for what arrives too, as long as nothing is 0.3 s late', () => {
    const lateness = fc.array(fc.integer({ min: 0, max: 299 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 500 }), lateness, (rate, every, late) => {
        let bucket = fullBucket(rate, 0)
        const arrivals: number[] = []
        for (let at = 0; at < 15_000; at += every) {
          bucket = refill(bucket, rate, at)
          const count = available(bucket, rate)
          bucket = spend(bucket, count)
          for (let n = 0; n < count; n++) arrivals.push(at + (late[arrivals.length % late.length] ?? 0))
        }
        arrivals.sort((a, b) => a - b)
        let first = 0
        let most = 0
        for (const [index, time] of arrivals.entries()) {
          while ((arrivals[first] ?? 0) <= time - 10_000) first++
          most = Math.max(most, index - first + 1)
        }
        expect(most).toBeLessThanOrEqual(Math.max(rate * 10 * 1.05, rate * 10 + 1))
      }),
      { numRuns: 40 },
    )
  })

  it('never holds more than its burst nor gives out what it has not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1_000_000), fc.nat(100), (rate, wait, wanted) => {
        const bucket = refill({ tokens: 0, at: 0 }, rate, wait)
        expect(bucket.tokens).toBeLessThanOrEqual(burstOf(rate))
        expect(spend(bucket, available(bucket, wanted)).tokens).toBeGreaterThanOrEqual(-1e-6)
      }),
    )
  })

  it('has a token when the time it named has passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (rate) => {
        const empty = { tokens: 0, at: 0 }
        expect(available(refill(empty, rate, msUntilToken(empty, rate)), 1)).toBe(1)
      }),
    )
  })

  it('adds nothing when the clock goes back', () => {
    expect(refill({ tokens: 1, at: 5000 }, 10, 1000)).toEqual({ tokens: 1, at: 5000 })
  })
})
