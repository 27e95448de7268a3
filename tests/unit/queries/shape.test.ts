import { describe, expect, test } from 'vitest'
import * as z from '#lib/queries/shape.ts'

const consumer = z.object({
  id: z.string(),
  rate: z.int().nullable(),
  tags: z.array(z.string()).default([]),
  state: z.enum(['on', 'off']),
  note: z.string().optional(),
  at: z.string().transform((text) => new Date(text)),
})
const given = { id: 'ep_1', rate: null, state: 'on', at: '2026-11-24T00:00:00Z' }

describe('the shape of an answer', () => {
  test('fills in what was left out, changes what is to be changed and drops what is not asked for', () => {
    expect(consumer.parse({ ...given, more: true })).toEqual({
      id: 'ep_1',
      rate: null,
      tags: [],
      state: 'on',
      at: new Date('2026-11-24T00:00:00Z'),
    })
  })

  test.each([
    [{ ...given, id: 7 }, 'id is not text'],
    [{ ...given, rate: 1.5 }, 'rate is not a whole number'],
    [{ ...given, state: 'paused' }, 'state is not one of on, off'],
    [{ ...given, tags: ['a', 2] }, 'tags.1 is not text'],
    [[], 'all of it is not an object'],
    [null, 'all of it is not an object'],
  ])('says where %j does not fit', (value, where) => {
    expect(() => consumer.parse(value)).toThrow(where)
    expect(consumer.safeParse(value).success).toBe(false)
  })

  test('a union reads the first that fits and names the place when none does', () => {
    const one = z.object({ value: z.union([z.literal('none'), z.number()]) })
    expect(one.parse({ value: 'none' })).toEqual({ value: 'none' })
    expect(one.parse({ value: 3 })).toEqual({ value: 3 })
    expect(() => one.parse({ value: 'some' })).toThrow('value is not one of what it may be')
  })

  test('more, fewer and picked fields make shapes of their own', () => {
    const named = z.object({ id: z.string(), name: z.string() })
    expect(named.pick({ id: true }).parse({ id: 'a' })).toEqual({ id: 'a' })
    expect(named.omit({ id: true }).parse({ name: 'b' })).toEqual({ name: 'b' })
    expect(() => named.extend({ size: z.number() }).parse({ id: 'a', name: 'b' })).toThrow('size is not a number')
  })

  test('a record has any names, its values one shape', () => {
    const counts = z.record(z.string(), z.number())
    expect(counts.parse({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 })
    expect(() => counts.parse({ a: '1' })).toThrow('a is not a number')
  })

  test('a trusted view is taken as it is, when it is an object', () => {
    const view = z.trusted<{ id: string }>()
    const answer = { id: 'a', more: 1 }
    expect(view.parse(answer)).toBe(answer)
    expect(() => view.parse('text')).toThrow('not an object')
  })
})
