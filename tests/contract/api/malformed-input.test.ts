import { beforeAll, describe, expect, inject, it } from 'vitest'
import { nameOf, type Operation, readDescription, type Schema, variablesOf } from './description.ts'
import { blames, fire, type Hit, misses, refusedWith, rightBody, type Shot } from './shots.ts'
import { createWorld, type World } from './world.ts'

const { origin, apiToken } = inject('posthorn')
let operations: readonly Operation[]
let withBody: readonly Operation[]
let world: World
beforeAll(async () => {
  operations = (await readDescription(origin)).filter(({ isPublic }) => !isPublic)
  withBody = operations.filter(({ body }) => body !== null)
  world = await createWorld({ origin, apiToken })
})

const everywhere = (shots: readonly Shot[]): Promise<Hit[]> => fire(origin, apiToken, world, shots)
const TIME_OUT = 180_000

it('is made of every operation that the program describes', () => {
  expect(operations.length).toBeGreaterThan(130)
})

describe('a body', () => {
  it.each([
    ['is no JSON', '{'],
    ['is text', 'nonsense'],
    ['is not UTF-8', Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x7d)],
  ])('that %s is a 400 everywhere', async (about, body) => {
    const hits = await everywhere(withBody.map((operation) => ({ operation, about, body })))
    expect(misses(hits, refusedWith(400, 'bad_request'))).toEqual([])
  })

  it('that is nested too deeply is a 400 wherever it is walked', async () => {
    // What a message carries is kept as its text.
    const walked = withBody.filter(({ id }) => id !== 'v1.message.create')
    const body = '['.repeat(5_000) + ']'.repeat(5_000)
    const hits = await everywhere(walked.map((operation) => ({ operation, body })))
    expect(misses(hits, refusedWith(400, 'bad_request'))).toEqual([])
  })

  it('over 1 MiB is a 413 everywhere', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(1_048_576) })
    const hits = await everywhere(withBody.map((operation) => ({ operation, body })))
    expect(misses(hits, refusedWith(413, 'payload_too_large'))).toEqual([])
  })

  it('that is no object is a 422 everywhere', async () => {
    const shots = withBody.flatMap((operation) => ['"text"', '[]', '12', 'null'].map((body) => ({ operation, body })))
    expect(misses(await everywhere(shots), refusedWith(422))).toEqual([])
  })

  it(
    'with a field of the wrong type is a 422 that names the field',
    async () => {
      const hits = await everywhere(withBody.flatMap((operation) => changed(operation, wrongType)))
      expect(hits.length).toBeGreaterThan(150)
      expect(misses(hits, isBlamed('body'))).toEqual([])
    },
    TIME_OUT,
  )

  it(
    'with text or a number beyond its limit is a 422 that names the field',
    async () => {
      const hits = await everywhere(withBody.flatMap((operation) => changed(operation, beyondLimit)))
      expect(hits.length).toBeGreaterThan(80)
      expect(misses(hits, isBlamed('body'))).toEqual([])
    },
    TIME_OUT,
  )
})

describe('a query', () => {
  it(
    'with a value of the wrong kind or beyond its limit is a 422 that names the parameter',
    async () => {
      const shots = operations.flatMap((operation) =>
        operation.query.flatMap(({ name, schema }) =>
          wrongQuery(name, schema).map((value) => ({ operation, about: name, query: { [name]: value } })),
        ),
      )
      const hits = await everywhere(shots)
      expect(hits.length).toBeGreaterThan(150)
      expect(misses(hits, isBlamed('query'))).toEqual([])
    },
    TIME_OUT,
  )

  it('with a NUL character is a 400', async () => {
    const shots = operations
      .filter(({ query }) => query.length > 0)
      .map((operation) => ({ operation, query: { any: '\0' } }))
    expect(misses(await everywhere(shots), refusedWith(400, 'bad_request'))).toEqual([])
  })
})

describe('an id', () => {
  const withUnknown = (unknown: (operation: Operation, variable: string) => string | null): Shot[] =>
    operations.flatMap((operation) =>
      variablesOf(operation).flatMap((variable) => {
        const id = unknown(operation, variable)
        return id === null ? [] : [{ operation, about: variable, ids: { [variable]: id } }]
      }),
    )
  // The last variable of an upsert: what is not there is made.
  const isMade = (operation: Operation, variable: string) =>
    operation.id.endsWith('.upsert') && variablesOf(operation).at(-1) === variable

  it(
    'of the right form that nothing has is a 404',
    async () => {
      const shots = withUnknown((operation, variable) => {
        const id = world.idOf(operation, variable)
        if (/^[a-z]+_[0-9a-z]{26}$/.test(id)) return id.replace(/_.*/, '_00000000000000000000000000')
        return isMade(operation, variable) ? null : '00000000-0000-7000-8000-000000000000'
      })
      expect(misses(await everywhere(shots), refusedWith(404, 'not_found'))).toEqual([])
    },
    TIME_OUT,
  )

  it.each(['never-made', '💩', "'--"])(
    'such as %s is a 404 wherever it makes nothing',
    async (id) => {
      const shots = withUnknown((operation, variable) => (isMade(operation, variable) ? null : id))
      expect(misses(await everywhere(shots), refusedWith(404, 'not_found'))).toEqual([])
    },
    TIME_OUT,
  )

  it(
    'that is over-long or holds a NUL is a 404',
    async () => {
      const shots = ['x'.repeat(600), 'a\0'].flatMap((id) => withUnknown(() => id))
      expect(misses(await everywhere(shots), refusedWith(404, 'not_found'))).toEqual([])
    },
    TIME_OUT,
  )

  it('that may be none is a 422 where it would make something', async () => {
    // A company has the provider's own id, whatever that is.
    const shots = withUnknown((operation, variable) =>
      isMade(operation, variable) && variable !== 'company_id' ? '💩' : null,
    )
    expect(shots.map(({ operation }) => operation.id).sort()).toEqual([
      'v1.application.upsert',
      'v1.endpoint.upsert',
      'v1.event-type.upsert',
      'v1.ingest.source.upsert',
      'v1.operational-webhook.endpoint.upsert',
    ])
    expect(misses(await everywhere(shots), refusedWith(422))).toEqual([])
  })
})

describe('an address', () => {
  it('that does not exist is a 404 as JSON', async () => {
    for (const path of ['/api/v1/nothing', '/api/nothing', '/ingest/nothing', '/api/codat/nothing']) {
      const response = await fetch(`${origin}${path}`)
      expect([response.status, await response.json()]).toMatchObject([404, { code: 'not_found' }])
      expect(response.headers.get('x-request-id')).not.toBeNull()
    }
  })

  it('asked with a method that it does not have is a 405 that names the ones it has', async () => {
    const methods = new Map<string, string[]>()
    for (const { path, method } of operations) methods.set(path, [...(methods.get(path) ?? []), method])
    const wrong: string[] = []
    for (const [path, allowed] of methods) {
      const method = ['PATCH', 'DELETE', 'PUT', 'POST', 'GET'].find((one) => !allowed.includes(one))
      if (method === undefined) continue
      const response = await fetch(`${origin}${path.replaceAll(/\{\w+\}/g, 'any')}`, { method })
      const allow = response.headers
        .get('allow')
        ?.split(', ')
        .filter((one) => one !== 'HEAD')
      if (response.status !== 405 || allow?.sort().join() !== allowed.sort().join())
        wrong.push(`${method} ${path}: ${response.status} allows ${allow}`)
    }
    expect(wrong).toEqual([])
  })
})

function isBlamed(where: 'body' | 'query') {
  return (hit: Hit) => refusedWith(422)(hit) && blames(where, hit.shot.about ?? '', hit)
}

/** The right body once for each of its fields, with that field made wrong. */
function changed(operation: Operation, wrong: (schema: Schema) => unknown): Shot[] {
  const right: unknown = JSON.parse(rightBody(operation))
  if (typeof right !== 'object') throw new Error(`${nameOf(operation)} has no object as its example`)
  return Object.entries(operation.body?.schema.properties ?? {}).flatMap(([name, schema]) => {
    const value = wrong(schema)
    return value === undefined ? [] : [{ operation, about: name, body: JSON.stringify({ ...right, [name]: value }) }]
  })
}

const alternatives = (schema: Schema): readonly Schema[] => schema.anyOf?.flatMap(alternatives) ?? [schema]
const typesOf = ({ type, enum: choices }: Schema) => [type ?? (choices && typeof choices[0])].flat()

/** A value of a type that the schema does not allow; undefined where it allows all. */
function wrongType(schema: Schema): unknown {
  const types = alternatives(schema).flatMap(typesOf)
  if (types.includes(undefined)) return undefined
  return [7.5, true, 'text'].find(
    (value) => !types.some((type) => type === typeof value || (type === 'integer' && value === 7.5)),
  )
}

/** Text one character too long, a number one too large; undefined where neither is allowed. */
function beyondLimit(schema: Schema): unknown {
  const all = alternatives(schema)
  const text = all.find((one) => typesOf(one).includes('string') && !one.enum && one.const === undefined)
  if (text !== undefined) return tooLong(text.maxLength ?? 70_000)
  const number = all.find((one) => typesOf(one).some((type) => type === 'integer' || type === 'number'))
  return number === undefined ? undefined : (number.maximum ?? Number.MAX_SAFE_INTEGER) + 1
}

// Text that may fill a whole body is beyond the limit of the body first.
function tooLong(limit: number): string | undefined {
  return limit > 1_000_000 ? undefined : 'x'.repeat(limit + 1)
}

function wrongQuery(name: string, { type, enum: choices, format, minimum, maximum, maxLength }: Schema): string[] {
  if (type === 'integer')
    return [
      'x',
      '1.5',
      ...(minimum === undefined ? [] : [String(minimum - 1)]),
      ...(maximum === undefined ? [] : [String(maximum + 1)]),
    ]
  if (choices !== undefined || format === 'date-time') return ['nonsense']
  if (name === 'iterator') return ['zzz', '-', 'x'.repeat(1_025)]
  return ['x'.repeat((maxLength ?? 5_000) + 1)]
}
