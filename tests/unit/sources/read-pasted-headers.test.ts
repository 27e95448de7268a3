import { describe, expect, it } from 'vitest'
import { readPastedHeaders } from '#components/signature-debugger/read-pasted-headers.ts'

const HEADERS = {
  'webhook-id': 'msg_1',
  'webhook-timestamp': '1795470000',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,Ceo5',
}
const entries = Object.entries(HEADERS)

describe('pasted headers', () => {
  it.each([
    ['lines', entries.map(([name, value]) => `${name}: ${value}`).join('\n')],
    ['lines of curl -v, with names in capitals', entries.map(([n, v]) => `> ${n.toUpperCase()}: ${v}`).join('\r\n')],
    [
      'options of a curl command',
      `curl https://x.test ${entries.map(([n, v]) => `-H '${n}: ${v}'`).join(' ')} -d '{}'`,
    ],
    ['JSON of a log', JSON.stringify(HEADERS, null, 2)],
    ['JSON with lists', JSON.stringify(Object.fromEntries(entries.map(([n, v]) => [n, [v]])))],
    ['lines of an object literal', entries.map(([n, v]) => `  '${n}': '${v}',`).join('\n')],
  ])('are read from %s', (_form, text) => {
    expect(readPastedHeaders(text)).toEqual(HEADERS)
  })

  it('are none in other text', () => {
    expect(readPastedHeaders('POST /hooks HTTP/1.1\n\nhello there')).toEqual({})
  })
})
