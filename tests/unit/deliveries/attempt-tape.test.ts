import { expect, test } from 'vitest'
import { stepsOf, tapeOf, tapeUpTo } from '#components/deliveries/attempt-tape.ts'

const soon = new Date(Date.now() + 60_000).toISOString()

test('a delivery shows its failures, its skipped steps and the attempt that is planned', () => {
  const attempts = [
    { outcome: 'failed', nextAt: null },
    { outcome: 'skipped', nextAt: null },
    { outcome: 'failed', nextAt: soon },
  ] as const
  expect(tapeOf(attempts)).toEqual(['failed', 'skipped', 'failed', 'next'])
  expect(tapeOf(attempts, 6)).toEqual(['failed', 'skipped', 'failed', 'next', 'open', 'open'])
})

test('an attempt that was not the first tells that those before it failed', () => {
  expect(tapeUpTo({ n: 3, outcome: 'success', nextAt: null }, 4)).toEqual(['failed', 'failed', 'delivered', 'open'])
})

test('the tape is never shorter than what was tried, also when the schedule is shorter now', () => {
  expect(tapeUpTo({ n: 2, outcome: 'exhausted', nextAt: null }, 1)).toEqual(['failed', 'failed'])
})

test('an event type with a schedule of its own has its own number of steps', () => {
  const terms = {
    retrySchedule: [0, 5, 300],
    scheduleOf: 'installation' as const,
    exceptions: [{ eventType: 'bill.paid', retrySchedule: [0] }],
    egressIps: [],
    secretRotatedAt: null,
    oldSecretsUntil: [],
  }
  expect(stepsOf(terms, 'bill.paid')).toBe(1)
  expect(stepsOf(terms, 'invoice.paid')).toBe(3)
  expect(stepsOf(undefined, 'invoice.paid')).toBe(0)
})
