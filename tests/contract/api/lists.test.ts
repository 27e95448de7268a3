import { beforeAll, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { nameOf, type Operation, readDescription, variablesOf } from './description.ts'
import { createWorld, type World } from './world.ts'

const { origin, apiToken } = inject('posthorn')
/** Goes on without going back: who reads it comes back with the iterator for what is new. */
const ONE_WAY = ['v1.message.events']
/** Pages that are walked one row at a time. */
const STEPS = 8

const namedSchema = z.union([
  z.looseObject({ id: z.string() }).transform(({ id }) => id),
  z.looseObject({ name: z.string() }).transform(({ name }) => name),
  z.looseObject({ version: z.int() }).transform(({ version }) => String(version)),
  z.looseObject({ message: z.looseObject({ id: z.string() }) }).transform(({ message }) => message.id),
])
const pageSchema = z.object({
  data: z.array(namedSchema),
  iterator: z.string().nullable(),
  prevIterator: z.string().nullable(),
  done: z.boolean(),
})

let lists: readonly Operation[]
let world: World
beforeAll(async () => {
  lists = (await readDescription(origin)).filter(({ id, query }) => takes(query, 'iterator') && !ONE_WAY.includes(id))
  world = await createWorld({ origin, apiToken })
})

const takes = (query: Operation['query'], wanted: string) => query.some(({ name }) => name === wanted)

async function read(operation: Operation, query: Readonly<Record<string, string>>) {
  const address = variablesOf(operation).reduce(
    (path, name) => path.replace(`{${name}}`, world.idOf(operation, name)),
    operation.path,
  )
  const headers = { authorization: `Bearer ${apiToken}`, 'x-instance-id': world.app }
  const response = await fetch(`${origin}${address}?${new URLSearchParams(query)}`, { headers })
  return pageSchema.parse(await response.json())
}

it('every list goes on and back, one row at a time, without a gap or a double', async () => {
  for (const operation of lists) {
    const whole = await read(operation, { limit: '250' })
    let page = await read(operation, { limit: '1' })
    for (let n = 0; n < Math.min(STEPS, whole.data.length); n++) {
      expect([nameOf(operation), page.data]).toEqual([nameOf(operation), [whole.data[n]]])
      if (page.done) break
      const next = await read(operation, { limit: '1', iterator: page.iterator ?? '' })
      const back = await read(operation, { limit: '1', iterator: next.prevIterator ?? '' })
      expect([nameOf(operation), back.data]).toEqual([nameOf(operation), page.data])
      page = next
    }
  }
  expect(lists.length).toBeGreaterThan(18)
})

it('every list that takes an order has both, each the other one turned round', async () => {
  for (const operation of lists.filter(({ query }) => takes(query, 'order'))) {
    const up = await read(operation, { limit: '250', order: 'ascending' })
    if (!up.done) continue // Of more than 250 the two ends do not meet.
    const down = await read(operation, { limit: '250', order: 'descending' })
    expect([nameOf(operation), down.data.toReversed()]).toEqual([nameOf(operation), up.data])
  }
})
