import { expect, test } from 'vitest'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { listInstances } from '#lib/domain/instances/list-instances.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

await createDatabase()
const ctx = rootContext()

test('instances are found by a part of their name or uid, and by their whole id, within what one may see', async () => {
  const first = await createInstance(ctx, { name: 'Northwind Lending', uid: 'nw-1' })
  const second = await createInstance(ctx, { name: 'Southbank', uid: 'sb-1' })
  const found = async (search: string, actor = {}) =>
    (await listInstances(rootContext(actor), { search })).data.map(({ name }) => name)
  expect(await found('WIND')).toEqual(['Northwind Lending'])
  expect(await found('sb-')).toEqual(['Southbank'])
  expect(await found(second.id)).toEqual(['Southbank'])
  expect(await found('nowhere')).toEqual([])
  expect(await found('sb-', { instanceId: parseId('instance', first.id) })).toEqual([])
})
