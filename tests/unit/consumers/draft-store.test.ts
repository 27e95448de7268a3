import { describe, expect, test, vi } from 'vitest'
import { createDraftStore } from '#components/consumers/transformation/draft-store.ts'

function shelf() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  }
}

const draft = { code: 'function handler() {}', base: 7 }

describe('a draft', () => {
  test('is there for whoever opens the editor next, and gone once it is dropped', () => {
    const place = shelf()
    createDraftStore(() => place).keep('one', draft)
    const later = createDraftStore(() => place)
    expect([later.read('one'), later.read('another')]).toEqual([draft, null])
    expect(later.read('one')).toBe(later.read('one'))
    later.drop('one')
    expect([later.read('one'), place.kept.size]).toEqual([null, 0])
  })

  test('is told to who listens, until they stop', () => {
    const store = createDraftStore(shelf)
    const listener = vi.fn()
    const stop = store.subscribe(listener)
    store.keep('one', draft)
    stop()
    store.drop('one')
    expect(listener).toHaveBeenCalledTimes(1)
  })

  test('is kept in memory where the browser keeps nothing', () => {
    const store = createDraftStore(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    expect(store.read('one')).toBeNull()
    store.keep('one', draft)
    expect(store.read('one')).toEqual(draft)
  })

  test('that does not read as one is none', () => {
    const place = shelf()
    place.kept.set('posthorn.draft.one', '{"code": 1}')
    place.kept.set('posthorn.draft.two', 'function')
    const store = createDraftStore(() => place)
    expect([store.read('one'), store.read('two')]).toEqual([null, null])
  })
})
