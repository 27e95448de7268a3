import { expect, test } from 'vitest'
import { consumerState } from '#components/consumers/consumer-state.ts'
import { explainBacklog } from '#components/consumers/explain-backlog.ts'
import { consumerSchema } from '#lib/queries/schemas.ts'

const AT = '2026-11-28T13:42:00Z'
const healthy = consumerSchema.parse({
  id: 'ep_1',
  url: 'https://example.com/hook',
  description: '',
  lastSuccessAt: AT,
  createdAt: AT,
  updatedAt: AT,
})
const wordOf = (change: Partial<typeof healthy>) => consumerState({ ...healthy, ...change }).word

test('a consumer that has several troubles shows the most urgent one', () => {
  expect(wordOf({})).toBe('Healthy')
  expect(wordOf({ slowSince: AT })).toBe('Slow')
  expect(wordOf({ slowSince: AT, behindSince: AT })).toBe('Backlog')
  expect(wordOf({ slowSince: AT, behindSince: AT, failingSince: AT })).toBe('Failing')
  expect(wordOf({ behindSince: AT, failingSince: AT, paused: true })).toBe('Paused')
  expect(wordOf({ behindSince: AT, failingSince: AT, paused: true, disabled: true })).toBe('Off')
})

test('a backlog says since when; a slow consumer says how slow where its figures are known', () => {
  expect(consumerState({ ...healthy, behindSince: AT })).toMatchObject({ kind: 'backlog', since: AT })
  expect(consumerState({ ...healthy, slowSince: AT })).toMatchObject({ kind: 'warning', reason: null })
  const stats = {
    hours: [],
    successRate: 1,
    p95: 12_000,
    queued: 0,
    isQueuedMore: false,
    secondsToDrain: null,
    lastFailure: null,
  }
  expect(consumerState({ ...healthy, slowSince: AT, stats }).reason).toBe('p95 12.0 s')
})

test('a backlog is put down to the rate limit where there is one, and to slow answers otherwise', () => {
  expect(explainBacklog(5).sentence).toContain('rate limit of 5/s')
  expect(explainBacklog(null).advice).toBe('Return 2xx first, then do the work.')
})
