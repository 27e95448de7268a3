import { expect, it } from 'vitest'
import { instanceFromInline } from '#lib/api/core/handle-create-message.ts'
import { readJson } from '#lib/api/core/read-body.ts'
import { rootContext } from '#tests/support/root-context.ts'

const NOT_STORABLE = ['{"name":"a\\ud800b"}', '{"list":[{"deep":"\\udc00"}]}', '{"k\\ud83d":1}', '{"name":"\\u0000"}']

it.each(NOT_STORABLE)('a body that Postgres cannot keep is refused: %s', (text) => {
  expect(() => readJson(Buffer.from(text))).toThrow(/Text in the request body holds/)
})

it('a body may hold every whole character', () => {
  expect(readJson(Buffer.from('{"name":"\\ud83d\\ude00 é"}'))).toEqual({ name: '😀 é' })
})

it.each(['"a\\ud800b"', '"\\u0000"'])(
  'nor does a message bring along an instance that is described by %s',
  async (text) => {
    const body = `{"application":{"name":"acme","metadata":{"key":${text}}}}`
    const make = () => Promise.reject(new Error('an instance was made'))
    await expect(instanceFromInline(make, rootContext(), 'acme', body)).rejects.toThrow(
      /Text in the request body holds/,
    )
  },
)
