import { expect, test } from 'vitest'
import { phasesOf } from '#components/deliveries/phases-of.ts'

const NONE = { dns: null, connect: null, tls: null, firstByte: null }
const ANSWERED = {
  timings: { dns: 2, connect: 6, tls: 12, firstByte: 115 },
  tlsVersion: 'TLSv1.3',
  durationMs: 135,
  errorKind: 'http_4xx',
  statusCode: 401,
  reusedConnection: false,
}
const SILENT = { ...ANSWERED, statusCode: null }

/** Label, start and duration; the failed one with a mark. */
const read = (attempt: Parameters<typeof phasesOf>[0]) =>
  phasesOf(attempt).map(
    ({ label, start, duration, hasFailed }) => `${label} ${start}+${duration}${hasFailed ? ' failed' : ''}`,
  )

test('an answered attempt shows its phases one after the other and none as failed', () => {
  expect(read(ANSWERED)).toEqual(['DNS 0+2', 'Connect 2+6', 'TLS 1.3 8+12', 'First byte 20+115'])
})

test('a time-out shows how long was waited for the first byte', () => {
  const timings = { ...NONE, connect: 49 }
  expect(read({ ...SILENT, errorKind: 'timeout', timings, durationMs: 15_000 })).toEqual([
    'Connect 0+49',
    'First byte 49+14951 failed',
  ])
  const reused = { ...SILENT, errorKind: 'timeout', timings: NONE, durationMs: 15_000, reusedConnection: true }
  expect(read(reused)).toEqual(['First byte 0+15000 failed'])
})

test('the phase in which it failed is marked, whether or not it was measured', () => {
  const failed = (errorKind: string, timings: Partial<typeof ANSWERED.timings>, durationMs: number) =>
    read({ ...SILENT, tlsVersion: null, errorKind, timings: { ...NONE, ...timings }, durationMs })
  expect(failed('dns', { dns: 8 }, 8)).toEqual(['DNS 0+8 failed'])
  expect(failed('connect_refused', { dns: 2 }, 5)).toEqual(['DNS 0+2', 'Connect 2+3 failed'])
  expect(failed('tls_expired', { dns: 2, connect: 3 }, 20)).toEqual(['DNS 0+2', 'Connect 2+3', 'TLS 5+15 failed'])
  expect(failed('connect_timeout', { dns: 2, connect: 3 }, 15_000)).toEqual([
    'DNS 0+2',
    'Connect 2+3',
    'TLS 5+14995 failed',
  ])
  expect(failed('connect_reset', { connect: 3 }, 9)).toEqual(['Connect 0+3', 'First byte 3+6 failed'])
})

test('an attempt without measured phases shows the whole', () => {
  expect(read({ ...ANSWERED, timings: NONE })).toEqual(['Whole 0+135'])
})
