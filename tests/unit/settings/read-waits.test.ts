import { expect, test } from 'vitest'
import { readWaits, writeWaits } from '#components/settings/read-waits.ts'

test('a schedule is read as people write it and written the same way', () => {
  const text = '0 s, 5 s, 5 min, 30 min, 2 h, 1 d'
  expect(readWaits(text)).toEqual({ waits: [0, 5, 300, 1800, 7200, 86_400], problem: null })
  expect(writeWaits([0, 5, 300, 1800, 7200, 86_400])).toBe(text)
})

test('bare numbers are seconds and odd ones stay seconds', () => {
  expect(readWaits('0, 90').waits).toEqual([0, 90])
  expect(writeWaits([90])).toBe('90 s')
})

test.each(['soon', '5 weeks', '-1 s', '8 d'])('"%s" is refused with a sentence', (text) => {
  expect(readWaits(text).problem).toContain(text)
})

test('more than fifty attempts are refused', () => {
  expect(readWaits(Array(51).fill('1 s').join(', ')).problem).toContain('51')
})
