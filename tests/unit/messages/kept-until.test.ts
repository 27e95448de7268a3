import { expect, test } from 'vitest'
import { keptUntil } from '#lib/domain/messages/kept-until.ts'

const accepted = Date.parse('2026-11-23T14:26:54Z')

test('a body is kept until the day after the last whole day of the retention', () => {
  expect(keptUntil(accepted, null, 14)).toEqual(new Date('2026-12-08T00:00:00Z'))
})

test('a message with a retention of its own is expunged then, if that is sooner', () => {
  expect(keptUntil(accepted, new Date('2026-11-24T14:26:54Z'), 14)).toEqual(new Date('2026-11-24T14:26:54Z'))
  expect(keptUntil(accepted, new Date('2027-02-01T00:00:00Z'), 14)).toEqual(new Date('2026-12-08T00:00:00Z'))
})
