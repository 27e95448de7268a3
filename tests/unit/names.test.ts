import { expect, it } from 'vitest'
import { consumerUidSchema, eventTypeNameSchema, instanceUidSchema } from '#lib/domain/schemas.ts'

it.each([
  ['an instance', instanceUidSchema],
  ['a consumer', consumerUidSchema],
  ['an event type', eventTypeNameSchema],
])('%s has no name that clients take out of an address', (_, schema) => {
  for (const name of ['.', '..']) expect(schema.safeParse(name).success).toBe(false)
  for (const name of ['...', '.a', 'a..b']) expect(schema.safeParse(name).success).toBe(true)
})
