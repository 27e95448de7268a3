import { expect, test } from 'vitest'
import { latestSchema, schemaProblems } from '#components/messages/schema-problems.ts'
import { CODAT_EVENT_TYPES } from '#lib/domain/event-types/presets/codat.ts'
import { eventTypeSchema } from '#lib/queries/schemas.ts'

const schema = {
  type: 'object',
  required: ['id', 'payload'],
  properties: { id: { type: 'string' }, payload: { type: 'object', properties: { total: { type: 'number' } } } },
}

test('a body that fits its schema has no problems', async () => {
  expect(await schemaProblems(schema, { id: '1', payload: { total: 3 } })).toEqual([])
})

test('each problem names the place in the body', async () => {
  const problems = await schemaProblems(schema, { payload: { total: 'three' } })
  expect(problems).toHaveLength(2)
  expect(problems[0]).toMatch(/^id: /)
  expect(problems[1]).toMatch(/^payload\.total: /)
})

test('a schema that cannot be read checks nothing', async () => {
  expect(await schemaProblems({ type: 'no such type' }, {})).toEqual([])
  expect(await schemaProblems(true, {})).toEqual([])
})

test('the newest version of a schema is the one that counts', () => {
  expect(latestSchema({ schemas: { 1: { title: 'old' }, 2: { title: 'new' } } })).toEqual({ title: 'new' })
  expect(latestSchema(undefined)).toBeNull()
})

test('every example of the Codat preset fits its own schema', async () => {
  const wrong: string[] = []
  for (const { name, schemas, example } of CODAT_EVENT_TYPES) {
    const latest = latestSchema(eventTypeSchema.pick({ schemas: true }).parse({ schemas }))
    if (latest === null) continue
    for (const problem of await schemaProblems(latest, example)) wrong.push(`${name}: ${problem}`)
  }
  expect(wrong).toEqual([])
})
