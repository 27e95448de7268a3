import { expect, test } from 'vitest'
import { isSameOrigin } from '#lib/auth/same-origin.ts'

const asked = (headers: Record<string, string>) => isSameOrigin(new Headers(headers))

test('a request that a browser marks as coming from another site is refused, whatever its Origin says', () => {
  expect(asked({ 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(false)
  expect(asked({ 'sec-fetch-site': 'same-site', host: '127.0.0.1:3000' })).toBe(false)
  expect(asked({ 'sec-fetch-site': 'same-origin', host: '127.0.0.1:3000' })).toBe(true)
})

test('without that mark the Origin has to be the host that was asked, and one of the two has to be there', () => {
  expect(asked({ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' })).toBe(true)
  expect(asked({ origin: 'https://evil.example', host: '127.0.0.1:3000' })).toBe(false)
  expect(asked({ host: '127.0.0.1:3000' })).toBe(false)
})
