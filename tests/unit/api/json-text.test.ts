import { expect, test } from 'vitest'
import { jsonText, RawJson } from '#lib/api/core/json-text.ts'

test('a payload goes out byte for byte, wherever in the body it stands', () => {
  const payload = '{ "amount": 1.50, "note": "$& \\" \\u00e9", "big": 12345678901234567890 }'
  const other = '[1, 2]'
  expect(
    jsonText({ data: [{ id: 'a', payload: new RawJson(payload) }, { payload: new RawJson(other) }], done: true }),
  ).toBe(`{"data":[{"id":"a","payload":${payload}},{"payload":${other}}],"done":true}`)
})

test('a text that looks like a stand-in stays text', () => {
  const seen = JSON.stringify(new RawJson('1'))
  const guessed = seen.replaceAll('"', '').replace(/^[0-9a-f-]{36}/, '0'.repeat(36))
  expect(jsonText({ note: guessed, payload: new RawJson('{}') })).toBe(`{"note":"${guessed}","payload":{}}`)
})

test('everything else is written as JSON.stringify does', () => {
  const value = { at: new Date(0), none: undefined, list: [undefined, null, 'x'], nested: { half: 0.5 } }
  expect(jsonText(value)).toBe(JSON.stringify(value))
  expect(jsonText(undefined)).toBe('null')
})
