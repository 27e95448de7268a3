import { isDeepStrictEqual } from 'node:util'
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

/** What `look` finds while the list stands still: other files make instances and consumers meanwhile. */
async function undisturbed<T>(operation: Operation, look: () => Promise<T>): Promise<T> {
  const whole = async () => (await read(operation, { limit: '250' })).data
  for (let tries = 0; tries < 10; tries++) {
    const before = await whole()
    const found = await look()
    if (isDeepStrictEqual(await whole(), before)) return found
  }
  throw new Error(`${nameOf(operation)} never stood still`)
}

/** Walks a list one row at a time, and goes a step back after each. */
async function walk(operation: Operation) {
  const whole = await read(operation, { limit: '250' })
  const forth: string[][] = []
  const back: string[][] = []
  let page = await read(operation, { limit: '1' })
  for (let n = 0; n < Math.min(STEPS, whole.data.length); n++) {
    forth.push(page.data)
    if (page.done) break
    const next = await read(operation, { limit: '1', iterator: page.iterator ?? '' })
    back.push((await read(operation, { limit: '1', iterator: next.prevIterator ?? '' })).data)
    page = next
  }
  return { whole: whole.data, forth, back }
}

it('every list goes on and back, one row at a time, without a gap or a double', async () => {
  for (const operation of lists) {
    const { whole, forth, back } = await undisturbed(operation, () => walk(operation))
    const rows = whole.slice(0, STEPS).map((row) => [row])
    expect([nameOf(operation), forth]).toEqual([nameOf(operation), rows])
    expect([nameOf(operation), back]).toEqual([nameOf(operation), rows.slice(0, back.length)])
    expect(back.length).toBeGreaterThanOrEqual(rows.length - 1)
  }
  expect(lists.length).toBeGreaterThan(18)
})

it('every list that takes an order has both, each the other one turned round', async () => {
  for (const operation of lists.filter(({ query }) => takes(query, 'order'))) {
    const [up, down] = await undisturbed(operation, async () => [
      await read(operation, { limit: '250', order: 'ascending' }),
      await read(operation, { limit: '250', order: 'descending' }),
    ])
    if (!up?.done) continue // Of more than 250 the two ends do not meet.
    expect([nameOf(operation), down?.data.toReversed()]).toEqual([nameOf(operation), up.data])
  }
})
