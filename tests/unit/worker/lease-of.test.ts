import { expect, it } from 'vitest'
import { IN_FLIGHT_SECONDS } from '#lib/domain/tasks/select-candidates.ts'
import { parseEnv } from '#lib/env.ts'
import { leaseOf } from '#lib/worker/lease-of.ts'

it.each(['100', '15000', '60000'])('an attempt of at most %s ms ends before its lease does', (given) => {
  const { POSTHORN_REQUEST_TIMEOUT_MS: timeoutMs } = parseEnv({ POSTHORN_REQUEST_TIMEOUT_MS: given })
  const { leaseMs, startMarginMs } = leaseOf(timeoutMs)
  expect(startMarginMs).toBeGreaterThan(timeoutMs)
  expect(leaseMs).toBeGreaterThan(startMarginMs)
})

it('a replay takes every row that some worker may hold for one in flight', () => {
  expect(() => parseEnv({ POSTHORN_REQUEST_TIMEOUT_MS: '60001' })).toThrow('POSTHORN_REQUEST_TIMEOUT_MS')
  expect(leaseOf(60_000).leaseMs).toBeLessThan(IN_FLIGHT_SECONDS * 1000)
})

it('rows are leased for a minute where an attempt may take 15 s', () => {
  expect(leaseOf(15_000)).toEqual({ leaseMs: 60_000, startMarginMs: 20_000 })
})
