import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  arrayLiteral,
  columnsOf,
  float8Array,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  timestamptzArray,
  uuidArray,
} from '#lib/db/binary-array.ts'

interface Decoded {
  readonly oid: number
  readonly elements: (Buffer | null)[]
}

/** Reads PostgreSQL's binary array format (`array_recv` in `arrayfuncs.c`), to the last byte. */
function decode(buffer: Buffer): Decoded {
  const dimensions = buffer.readInt32BE(0)
  const oid = buffer.readInt32BE(8)
  if (dimensions === 0) {
    expect(buffer).toHaveLength(12)
    return { oid, elements: [] }
  }
  expect([dimensions, buffer.readInt32BE(16)]).toEqual([1, 1])
  const elements: (Buffer | null)[] = []
  let at = 20
  for (let left = buffer.readInt32BE(12); left > 0; left--) {
    const length = buffer.readInt32BE(at)
    at += 4
    elements.push(length === -1 ? null : buffer.subarray(at, at + length))
    at += Math.max(0, length)
  }
  expect(at).toBe(buffer.length)
  return { oid, elements }
}

const elementsOf = <T>(buffer: Buffer, read: (element: Buffer) => T) =>
  decode(buffer).elements.map((element) => (element === null ? null : read(element)))

const nullable = <T>(values: fc.Arbitrary<T>) => fc.array(fc.option(values), { maxLength: 30 })

describe('binary array parameters', () => {
  test('an integer that its type cannot hold is refused instead of wrapped', () => {
    expect(() => int2Array([32_768])).toThrow(RangeError)
    expect(() => int4Array([2 ** 31])).toThrow(RangeError)
    expect(() => int4Array([1.5])).toThrow(RangeError)
    expect(() => int2Array([Number.NaN])).toThrow(RangeError)
  })

  test('integers come back as they were, nulls included', () => {
    const cases = [
      [int2Array, -32_768, 32_767, (element: Buffer) => element.readInt16BE()],
      [int4Array, -(2 ** 31), 2 ** 31 - 1, (element: Buffer) => element.readInt32BE()],
      [int8Array, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, (e: Buffer) => Number(e.readBigInt64BE())],
    ] as const
    for (const [encode, min, max, read] of cases) {
      fc.assert(
        fc.property(nullable(fc.integer({ min, max })), (values) => {
          expect(elementsOf(encode(values), read)).toEqual(values)
        }),
      )
    }
  })

  test('text comes back as it was, in any script', () => {
    fc.assert(
      fc.property(nullable(fc.string({ unit: 'grapheme' })), (values) => {
        expect(elementsOf(textArray(values), (element) => element.toString('utf8'))).toEqual(values)
      }),
    )
  })

  test('UUIDs come back as they were', () => {
    fc.assert(
      fc.property(nullable(fc.uuid()), (values) => {
        const hex = values.map((value) => value?.replaceAll('-', '') ?? null)
        expect(elementsOf(uuidArray(values), (element) => element.toString('hex'))).toEqual(hex)
      }),
    )
  })

  test('what is no UUID is refused instead of being stored cut', () => {
    expect(() => uuidArray(['msg_01h2xcejqtf2nbrexx3vqjhp41'])).toThrow('not a UUID')
  })

  test('floats come back as they were', () => {
    fc.assert(
      fc.property(nullable(fc.double({ noNaN: true })), (values) => {
        expect(elementsOf(float8Array(values), (element) => element.readDoubleBE())).toEqual(values)
      }),
    )
  })

  test('moments are counted from 2000, as PostgreSQL does', () => {
    const micros = [Date.UTC(2000, 0, 1) * 1000, Date.UTC(2026, 10, 23) * 1000 + 123_456, 0]
    const sinceEpoch = elementsOf(timestamptzArray(micros), (element) => Number(element.readBigInt64BE()))
    expect(sinceEpoch).toEqual(micros.map((value) => value - Date.UTC(2000, 0, 1) * 1000))
  })

  test('texts that are far larger than those before come back as they were, and small ones after them', () => {
    for (const length of [10, 30_000, 6_000_000, 10]) {
      const texts = ['a'.repeat(length), null, 'é'.repeat(length), '€'.repeat(length)]
      expect(elementsOf(textArray(texts), (element) => element.toString('utf8'))).toEqual(texts)
    }
  })

  test('an array that is handed out does not change when the next is made', () => {
    const first = textArray(['one', 'two'])
    textArray(['three', 'four'])
    expect(elementsOf(first, (element) => element.toString('utf8'))).toEqual(['one', 'two'])
  })

  test('a column of nothing but nulls is an empty array, and one with a value has an element a row', () => {
    const { int4, text } = columnsOf([
      { n: 1, name: null },
      { n: null, name: null },
    ])
    expect(decode(text(({ name }) => name))).toEqual({ oid: 25, elements: [] })
    expect(
      elementsOf(
        int4(({ n }) => n),
        (element) => element.readInt32BE(),
      ),
    ).toEqual([1, null])
  })

  test('an empty array has no dimensions', () => {
    expect(decode(textArray([]))).toEqual({ oid: 25, elements: [] })
  })

  test('array literals quote what PostgreSQL would read otherwise', () => {
    expect(arrayLiteral(['a', 'NULL', 'b"c', 'd\\e', '{,}', ''])).toBe('{"a","NULL","b\\"c","d\\\\e","{,}",""}')
    expect(arrayLiteral([])).toBe('{}')
    expect(arrayLiteral([0, 2])).toBe('{0,2}')
  })
})
