import { expect, test } from 'vitest'
import { diagnoseAttempt } from '#components/deliveries/diagnose-attempt.ts'
import { type AttemptItem, attemptSchema } from '#lib/queries/schemas.ts'

const failed = (over: Partial<AttemptItem>): AttemptItem => ({
  ...attemptSchema.parse({
    id: 'atmpt_1',
    msgId: 'msg_1',
    endpointId: 'ep_1',
    eventType: 'invoice.paid',
    url: 'https://hooks.example.com/in',
    timestamp: '2026-11-29T12:00:00Z',
    n: 1,
    trigger: 'scheduled',
    outcome: 'failed',
    statusCode: null,
    errorKind: null,
    errorDetail: null,
    durationMs: 15_000,
    timings: { dns: null, connect: null, tls: null, firstByte: null },
    reusedConnection: false,
    remoteAddress: null,
    tlsVersion: null,
    method: 'POST',
    signature: 'v1,x',
    requestBody: null,
    nextAt: null,
  }),
  ...over,
})

test('what the sender met is said once, and then what to do', () => {
  const timeout = { errorKind: 'timeout', errorDetail: 'No complete response headers came within 15 s.' }
  expect(diagnoseAttempt(failed(timeout))).toEqual({
    title: 'No complete response headers came within 15 s.',
    advice: 'The receiver probably works before it answers. Return 2xx first, then process.',
  })
  const dns = { errorKind: 'dns', errorDetail: 'hooks.example.com is not known to DNS' }
  expect(diagnoseAttempt(failed(dns))?.title).toBe('hooks.example.com is not known to DNS.')
  expect(diagnoseAttempt(failed({ errorKind: 'dns' }))?.title).toBe('hooks.example.com has no address.')
})

test('what a transformation threw follows the sentence that it failed', () => {
  const thrown = { errorKind: 'transformation_error', errorDetail: 'TypeError: no such field (line 3, column 30)' }
  const diagnosis = diagnoseAttempt(failed(thrown))
  expect(diagnosis?.title).toBe('The transformation failed.')
  expect(diagnosis?.advice).toMatch(/^TypeError: no such field \(line 3, column 30\)\. Correct its code/)
})

test('an attempt that was cancelled or succeeded needs no diagnosis', () => {
  expect(diagnoseAttempt(failed({ outcome: 'cancelled' }))).toBeNull()
  expect(diagnoseAttempt(failed({ outcome: 'success', statusCode: 200 }))).toBeNull()
})
