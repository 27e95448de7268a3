import { expect, it } from 'vitest'
import { isDatabaseAway } from '#lib/api/core/is-database-away.ts'

/** As Prisma throws what the server said. */
const said = (code: string, kind = 'postgres') =>
  Object.assign(new Error('Database error.'), {
    code: 'P2039',
    meta: { driverAdapterError: { cause: { kind, code } } },
  })

it.each([
  ['starts or recovers', '57P03'],
  ['is told to stop', '57P01'],
  ['ends its connections because one of them crashed', '57P02'],
  ['has no room on its disk', '53100'],
  ['only reads, as after a failover', '25006'],
])('a server that %s is away', (_, code) => {
  expect(isDatabaseAway(said(code))).toBe(true)
})

it('a statement that is wrong is no absence', () => {
  expect(isDatabaseAway(said('42601'))).toBe(false)
})
