import { expect, test } from 'vitest'
import { certificateLife, warnsFrom } from '#components/consumers/certificate-days.ts'

const DAY = 86_400_000
const end = Date.parse('2027-03-31T12:00:00Z')
const lifeAt = (at: number) => certificateLife(new Date(end).toISOString(), at)

test('a certificate is worth a word from thirty days before its end, as the filter of the list has it', () => {
  expect(lifeAt(end - 30 * DAY)).toEqual({ days: 30, state: 'valid' })
  expect(lifeAt(end - 30 * DAY + 1)).toEqual({ days: 29, state: 'ending' })
  expect(warnsFrom(new Date(end).toISOString())).toBe(end - 30 * DAY)
})

test('a certificate has expired from the moment of its end', () => {
  expect(lifeAt(end - 1)).toEqual({ days: 0, state: 'ending' })
  expect(lifeAt(end).state).toBe('expired')
})
