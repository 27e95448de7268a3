import { expect, test } from 'vitest'
import { nextSort } from '#components/data-table/data-column.ts'

test('a head sorts the way its column begins with, then the other way, then not at all', () => {
  const name = { id: 'name', sorts: 'ascending' } as const
  const p95 = { id: 'p95', sorts: 'descending' } as const
  expect(nextSort(name, null)).toEqual({ id: 'name', desc: false })
  expect(nextSort(name, { id: 'name', desc: false })).toEqual({ id: 'name', desc: true })
  expect(nextSort(name, { id: 'name', desc: true })).toBeNull()
  expect(nextSort(p95, { id: 'name', desc: true })).toEqual({ id: 'p95', desc: true })
  expect(nextSort(p95, { id: 'p95', desc: true })).toEqual({ id: 'p95', desc: false })
  expect(nextSort(p95, { id: 'p95', desc: false })).toBeNull()
})
