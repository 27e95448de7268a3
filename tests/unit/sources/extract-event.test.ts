import { describe, expect, it } from 'vitest'
import { extractEvent } from '#lib/domain/messages/extract-event.ts'
import catalogue from '../../fixtures/codat-event-types.json' with { type: 'json' }

const examples: [string, Record<string, unknown>][] = catalogue.flatMap((entry) =>
  entry.examples.map((example): [string, Record<string, unknown>] => [entry.name, example]),
)

interface About {
  readonly id: string
  readonly name: string
  readonly tags?: Record<string, string>
}

/** The company of a reference example, read in the plainest way. */
function expectedCompany(name: string, example: Record<string, unknown>): About | undefined {
  const payload = JSON.parse(JSON.stringify(example.payload))
  return name.startsWith('company.') ? payload : payload.referenceCompany
}

describe('what is read out of an event', () => {
  it.each(examples)('%s: type, id, company and tags of the reference example', (name, example) => {
    const about = expectedCompany(name, example)
    const event = extractEvent(example)
    expect(event.eventType).toBe(name)
    expect(event.id).toBe(example.id)
    expect(event.company).toEqual(about === undefined ? null : { id: about.id, name: about.name })
    expect(event.tags).toEqual(Object.entries(about?.tags ?? {}).map(([key, value]) => `${key}:${value}`))
  })

  it('reads the company and its tags out of company.created', () => {
    const event = extractEvent(examples.find(([name]) => name === 'company.created')?.[1])
    expect(event.company?.name).toBe('Bank of Dave')
    expect(event.tags).toContain('customerRegion:us')
  })

  it.each([
    ['no generatedDate', { id: '1', eventType: 'a.b', payload: { referenceCompany: { id: 'c' } } }],
    ['no id', { eventType: 'a.b', generatedDate: 'x', payload: { referenceCompany: { id: 'c' } } }],
    ['a payload that is no object', { id: '1', eventType: 'a.b', generatedDate: 'x', payload: [] }],
    ['an array', []],
    ['null', null],
    ['text', 'company.created'],
  ])('finds no company in a body with %s', (_, body) => {
    expect(extractEvent(body)).toEqual({ id: null, eventType: null, company: null, tags: [] })
  })

  it('leaves out tags that no consumer could have and that the database could not store', () => {
    const tags = {
      ok: 'x',
      flag: true,
      n: 7,
      none: null,
      deep: { a: 1 },
      long: 'y'.repeat(200),
      nul: '\u0000',
      half: '\ud800',
    }
    const body = { id: '1', type: 'a.b', generatedDate: 'x', payload: { referenceCompany: { id: 'c\u0000', tags } } }
    expect(extractEvent(body)).toMatchObject({ company: null, tags: ['ok:x', 'flag:true', 'n:7'] })
  })

  it('is not confused by a __proto__ key', () => {
    const body = JSON.parse(
      '{"id":"1","type":"a","generatedDate":"x","payload":{"__proto__":{"referenceCompany":{"id":"evil"}}}}',
    )
    expect(extractEvent(body).company).toBeNull()
  })
})
