import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RETRY_SCHEDULE, nextStep, parseRetryAfter } from '#lib/engine/index.ts'

const hours = (n: number) => n * 3_600_000
const schedules = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 })
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('retry schedule', () => {
  it('makes eight attempts over about 28 hours', () => {
    let waited = 0
    let attempts = 1
    for (let next = nextStep(DEFAULT_RETRY_SCHEDULE, 0, 0.5); next; attempts++) {
      waited += next.afterMs
      next = nextStep(DEFAULT_RETRY_SCHEDULE, next.step, 0.5)
    }
    expect(attempts).toBe(8)
    expect(waited / hours(1)).toBeCloseTo(27.585, 2)
  })

  it('disabled after the 5 min retry and enabled 3 h later, a consumer still gets the 5 h, 10 h and 10 h tries', () => {
    const sent: number[] = []
    const skipped: number[] = []
    let used = 2 // the third attempt, after 5 min, has just failed
    let elapsed = 0
    for (;;) {
      const next = nextStep(DEFAULT_RETRY_SCHEDULE, used, 0.5)
      if (next === null) break
      elapsed += next.afterMs
      used = next.step
      if (elapsed < hours(3)) skipped.push(next.afterMs)
      else sent.push(next.afterMs)
    }
    expect(skipped).toEqual([hours(0.5), hours(2)])
    expect(sent).toEqual([hours(5), hours(10), hours(10)])
  })

  it('spreads waits of a minute and more by at most 10 %, and keeps shorter ones exact', () => {
    fc.assert(
      fc.property(schedules, fc.nat(12), unit, (schedule, used, random) => {
        const seconds = schedule[used + 1]
        const next = nextStep(schedule, used, random)
        expect(next === null).toBe(seconds === undefined)
        if (seconds === undefined) return
        expect(next?.step).toBe(used + 1)
        const spread = seconds >= 60 ? seconds * 100 : 0
        expect(Math.abs((next?.afterMs ?? 0) - seconds * 1000)).toBeLessThanOrEqual(spread + 1)
      }),
    )
  })

  it('a Retry-After lengthens a wait to at most twice the step and never shortens it', () => {
    fc.assert(
      fc.property(schedules, fc.nat(12), unit, fc.nat(500_000_000), (schedule, used, random, asked) => {
        const seconds = schedule[used + 1]
        const plain = nextStep(schedule, used, random)
        const longer = nextStep(schedule, used, random, asked)
        if (seconds === undefined || plain === null || longer === null) return
        expect(longer.afterMs).toBeGreaterThanOrEqual(plain.afterMs)
        expect(longer.afterMs).toBeLessThanOrEqual(Math.max(plain.afterMs, seconds * 2000))
        if (asked <= seconds * 2000) expect(longer.afterMs).toBeGreaterThanOrEqual(asked)
      }),
    )
  })

  it('reads Retry-After as seconds or as a date and ignores what is neither', () => {
    const now = Date.UTC(2026, 0, 1)
    expect(parseRetryAfter('120', now)).toBe(120_000)
    expect(parseRetryAfter('Thu, 01 Jan 2026 00:01:00 GMT', now)).toBe(60_000)
    expect(parseRetryAfter('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0)
    for (const value of [undefined, '', '-5', '1.5', 'soon', '2026-01-02'])
      expect(parseRetryAfter(value, now)).toBeNull()
  })
})
