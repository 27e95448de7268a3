import { expect, test } from 'vitest'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { getOrCreateInstance } from '#lib/domain/instances/upsert-instance.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

await createDatabase()
const ctx = rootContext()

test('of several that ask for an instance at once one makes it, and all get it', async () => {
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => getOrCreateInstance(ctx, { name: 'Acme', uid: 'acme' })),
  )
  expect(answers.filter(({ created }) => created)).toHaveLength(1)
  expect(new Set(answers.map(({ view }) => view.id)).size).toBe(1)
})

test('an instance that is there already is answered as it is', async () => {
  const { id } = await createInstance(ctx, { name: 'First', uid: 'first' })
  const again = await getOrCreateInstance(ctx, { name: 'Renamed', uid: 'first' })
  expect(again).toMatchObject({ created: false, view: { id, name: 'First' } })
})
