import { expect, it } from 'vitest'
import { parseEnv } from '#lib/env.ts'
import { isLoopback } from '#lib/is-loopback.ts'
import { publicOrigin } from '#lib/public-origin.ts'

it.each([
  [{}, 'http://127.0.0.1:3000'],
  [{ HOST: '0.0.0.0', PORT: '80' }, 'http://127.0.0.1:80'],
  [{ HOST: '::' }, 'http://127.0.0.1:3000'],
  [{ HOST: '::1' }, 'http://[::1]:3000'],
  [{ HOST: '192.168.1.5' }, 'http://192.168.1.5:3000'],
  [{ HOST: '0.0.0.0', POSTHORN_URL: 'https://hooks.example.com/' }, 'https://hooks.example.com'],
])('links of an installation with %j begin with %s', (given, origin) => {
  expect(publicOrigin(parseEnv(given))).toBe(origin)
})

it.each([
  ['localhost', true],
  ['127.8.9.1', true],
  ['[::1]', true],
  ['127.0.0.1.example.com', false],
  ['0.0.0.0', false],
])('%s is this machine alone: %s', (host, isAlone) => {
  expect(isLoopback(host)).toBe(isAlone)
})
