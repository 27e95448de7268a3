import type { TapeCell } from '#components/ui/attempt-tape.tsx'
import type { ChartBar } from '#components/ui/chart-bar.ts'
import type { StatusKind } from '#components/ui/status-kind.ts'

export const statusKinds: readonly StatusKind[] = [
  'success',
  'failure',
  'retrying',
  'waiting',
  'cancelled',
  'warning',
  'disabled',
  'backlog',
  'rejected',
  'received',
]

const open = (count: number): TapeCell[] => Array.from({ length: count }, () => 'open')

export const tapes: readonly (readonly TapeCell[])[] = [
  ['delivered', ...open(7)],
  ['failed', 'failed', 'failed', 'next', ...open(4)],
  ['failed', 'failed', 'skipped', 'skipped', 'failed', ...open(3)],
  Array.from({ length: 8 }, () => 'failed'),
  ['cancelled', ...open(7)],
]

export const bars: readonly ChartBar[] = Array.from({ length: 72 }, (_, index) => {
  const minutes = 8 * 60 + 32 + index * 5
  const tick = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const success = 1400 + Math.round(500 * Math.sin(index / 6) + ((index * 37) % 200))
  return {
    id: tick,
    label: tick,
    tick,
    success,
    retried: index % 24 < 4 ? 130 : 12,
    failure: index > 61 ? 460 : (index * 13) % 40,
  }
})

export type SampleRow = {
  id: string
  name: string
  url: string
  state: StatusKind
  word: string
  reason?: string
  type: string
  tags: readonly string[]
  p95: number
  queue: number
}

const names = [
  'T2K mirror',
  'Loan decisioning',
  'Data lake',
  'Credit monitor',
  'Ledger sync',
  'Minerva',
  'Bookkeeping EU',
]
const states: readonly [StatusKind, string, string?][] = [
  ['failure', 'Failing', '401 since 13:42'],
  ['failure', 'Failing', 'TLS expired, 14 h'],
  ['backlog', 'Backlog', 'burst at 14:10'],
  ['warning', 'Slow', '8 % time out'],
  ['success', 'Healthy'],
  ['success', 'Healthy'],
  ['disabled', 'Disabled', 'failed 5 days'],
]

export const rows: readonly SampleRow[] = Array.from({ length: 10_000 }, (_, index) => {
  const [state, word, reason] = states[index % states.length] ?? ['success', 'Healthy']
  const name = names[index % names.length] ?? 'Consumer'
  return {
    id: `ep_${String(index).padStart(8, '0')}`,
    name: index < names.length ? name : `${name} ${index}`,
    url: `hooks.northwind-lending.com/in/${index}/posthorn`,
    state,
    word,
    reason,
    type: index % 2 ? 'read.completed' : 'invoices.write.successful',
    tags: index % 3 ? ['region:us', 'service:t2k'] : ['region:us'],
    p95: 40 + ((index * 83) % 900),
    queue: index % 5 ? 0 : 312,
  }
})

export const json = {
  id: 'ba29118f-5406-4e59-b05c-ba307ca38d01',
  eventType: 'invoices.write.successful',
  payload: {
    referenceCompany: { name: 'Toft stores', tags: { service: 't2k' } },
    total: 1840.5,
    isDraft: false,
    note: null,
  },
}
