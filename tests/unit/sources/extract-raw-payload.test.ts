import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractRawMember, extractRawPayload } from '#lib/domain/messages/extract-raw-payload.ts'

describe('the raw payload of a create-message body', () => {
  it.each([
    ['{"eventType":"a","payload":{"x": 1.50, "y":"\\u00e9"}}', '{"x": 1.50, "y":"\\u00e9"}'],
    ['{"payload" \n:\t{ "b":1,\r\n "a":2 } , "eventType":"a"}', '{ "b":1,\r\n "a":2 }'],
    ['{"payload":{"payload":{"payload":1}},"x":{"payload":2}}', '{"payload":{"payload":1}}'],
    ['{"a":"\\"payload\\":{}","payload":{"s":"}\\\\\\"{"}}', '{"s":"}\\\\\\"{"}'],
    ['{"payload":{"old":1},"payload":{"new":2}}', '{"new":2}'],
    ['{"pay\\u006coad":{"escaped":true}}', '{"escaped":true}'],
    ['{"payload":12345678901234567890.10e+5}', '12345678901234567890.10e+5'],
    ['  {"z":[[],{},"]"],"payload":[1, 2 ,3] }  ', '[1, 2 ,3]'],
    ['{"payload":"a\\\\"}', '"a\\\\"'],
    ['{"payload":null}', 'null'],
  ])('is kept byte for byte in %s', (json, expected) => {
    expect(extractRawPayload(json)).toBe(expected)
  })

  it.each(['{}', '[]', '"payload"', '{"Payload":1}', '{"a":{"payload":1}}'])('is absent in %s', (json) => {
    expect(extractRawPayload(json)).toBeNull()
  })

  it('means to JSON.parse what the member means, for any object, spacing and escaping', () => {
    const spaced = fc.tuple(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.jsonValue(),
      fc.constantFrom('', ' ', '\n', '\t\r\n '),
      fc.boolean(),
    )
    fc.assert(
      fc.property(spaced, ([rest, payload, space, first]) => {
        const raw = JSON.stringify(payload, null, space.length)
        const others = Object.entries(rest).map(
          ([key, value]) => `${JSON.stringify(key)}${space}:${space}${JSON.stringify(value)}`,
        )
        const own = `"payload"${space}:${space}${raw}`
        const json = `{${space}${(first ? [own, ...others] : [...others, own]).join(`${space},${space}`)}${space}}`
        const found = extractRawMember(json, 'payload')
        expect(JSON.parse(found ?? '')).toEqual(JSON.parse(json).payload)
        if (!first || !('payload' in rest)) expect(found).toBe(raw)
      }),
      { numRuns: 500 },
    )
  })

  it('takes a megabyte of escapes and depth without trouble', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const json = `{"a":"${'\\\\'.repeat(200_000)}","payload":${deep}}`
    expect(extractRawPayload(json)?.length).toBe(deep.length)
  })
})
