import { expect, it } from 'vitest'
import { openApiImportIn } from '#lib/api/svix/event-type.ts'

const documentWith = (description: string) =>
  `{"openapi":"3.1.0","webhooks":{"a.b":{"post":{"description":"${description}"}}}}`

it.each([
  ['half a character', documentWith('\\ud800')],
  ['a NUL', documentWith('\\u0000')],
  ['endless depth', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`],
  ['no JSON', '{'],
])('a document as text that holds %s is refused', (_, specRaw) => {
  expect(openApiImportIn.safeParse({ specRaw }).success).toBe(false)
})

it('a document as text is read', () => {
  expect(openApiImportIn.parse({ specRaw: documentWith('An invoice.') })).toMatchObject({ spec: { openapi: '3.1.0' } })
})
