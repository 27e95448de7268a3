import { expect, test } from 'vitest'
import { incidentsOf } from '#components/overview/incidents-of.ts'
import type { Attention } from '#lib/queries/overview.ts'

const failing = (name: string, at: string | null, statusCode: number | null): Attention => ({
  kind: 'failing',
  consumerId: `ep_${name}`,
  name,
  url: 'https://example.com',
  at,
  disabledReason: null,
  statusCode,
  errorKind: null,
  waiting: 0,
  rate: null,
})

test('the chart marks when consumers began to fail and what they answer, the newest first', () => {
  const marks = incidentsOf([
    failing('Ledger sync', '2026-11-28T10:00:00Z', null),
    failing('T2K mirror', '2026-11-28T13:42:00Z', 401),
    failing('Unknown', null, 500),
    { ...failing('Disabled', '2026-11-28T14:00:00Z', 500), kind: 'disabled' },
  ])
  expect(marks.map(({ text }) => text.replace(/^\d\d:\d\d /, ''))).toEqual([
    'T2K mirror starts to answer 401',
    'Ledger sync starts to fail',
  ])
})
