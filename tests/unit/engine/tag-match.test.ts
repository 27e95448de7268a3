import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchesFilter, tagsMatch } from '#lib/engine/index.ts'

const tags = fc.array(fc.constantFrom('region:us', 'region:uk', 'Region:us', 'service:t2k', 'service:minerva'))

describe('tag match', () => {
  it('a consumer for region:us or service:t2k gets a message for region:us and service:minerva', () => {
    expect(tagsMatch(new Set(['region:us', 'service:t2k']), ['region:us', 'service:minerva'])).toBe(true)
  })

  it('takes a message exactly when any tag is in common, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(tags, { minLength: 1 }), tags, ([wanted = []], given) => {
        const expected = wanted.length === 0 || wanted.some((tag) => given.includes(tag))
        expect(tagsMatch(new Set(wanted), given)).toBe(expected)
        expect(tagsMatch(new Set([...wanted].reverse()), [...given].reverse())).toBe(expected)
      }),
    )
  })

  it('a consumer without tags takes every company, and tags are case-sensitive', () => {
    fc.assert(fc.property(tags, (given) => tagsMatch(null, given)))
    expect(tagsMatch(new Set(['region:us']), ['Region:us'])).toBe(false)
  })

  it('event type and tags have to match both', () => {
    const filter = { eventTypes: new Set(['invoice.paid']), tags: new Set(['region:us']) }
    expect(matchesFilter(filter, 'invoice.paid', ['region:us'])).toBe(true)
    expect(matchesFilter(filter, 'invoice.paid', ['region:uk'])).toBe(false)
    expect(matchesFilter(filter, 'invoice.void', ['region:us'])).toBe(false)
    expect(matchesFilter({ eventTypes: null, tags: null }, 'anything', [])).toBe(true)
  })
})
