import { expect, test } from 'vitest'
import { presentAttemptHeaders } from '#lib/api/svix/attempt.ts'
import type { AttemptView } from '#lib/domain/deliveries/schemas.ts'
import { MASK } from '#lib/engine/index.ts'

const view: AttemptView = {
  ...{ id: 'atm_1', messageId: 'msg_1', consumerId: 'ep_1', eventType: 'invoice.paid', n: 1 },
  ...{ at: '2026-11-29T12:00:00.000Z', trigger: 'scheduled', outcome: 'success', statusCode: 200 },
  ...{ errorKind: null, errorDetail: null, durationMs: 12, reusedConnection: false },
  timings: { dns: null, connect: null, tls: null, firstByte: null },
  ...{ remoteAddress: null, tlsVersion: null, method: 'POST', url: 'https://example.com' },
  requestHeaders: { authorization: MASK, 'x-roles': '[admin]', 'x-stars': '***', 'x-team': 'blue' },
  ...{ signature: 'v1,x', requestBody: null, responseHeaders: null, responseBody: null, nextAt: null },
}

test('of the headers of an attempt those are named sensitive whose values the log does not have', () => {
  expect(presentAttemptHeaders(view).sensitive).toEqual(['authorization'])
})
