/**
 * Shapes of answers for the browser, in the words of Zod at a hundredth of its size. What is named here is checked:
 * kinds of values and names of enums; not formats, lengths or ranges. `trusted` checks nothing but "an object".
 * The server builds answers from typed presenters; it parses what it is sent, not what it sends.
 */
export interface Shape<T> {
  /** @throws Error naming where the value does not fit */
  parse(value: unknown, at?: string): T
  safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error }
  optional(): Shape<T | undefined>
  nullable(): Shape<T | null>
  nullish(): Shape<T | null | undefined>
  default(fallback: T): Shape<T>
  transform<U>(change: (value: T) => U): Shape<U>
}

export type output<S> = S extends Shape<infer T> ? T : never

type Fields = Readonly<Record<string, Shape<unknown>>>
type OptionalKeys<F extends Fields> = { [K in keyof F]: undefined extends output<F[K]> ? K : never }[keyof F]
type Read<F extends Fields> = { [K in Exclude<keyof F, OptionalKeys<F>>]: output<F[K]> } & {
  [K in OptionalKeys<F>]?: output<F[K]>
}
type Flat<T> = { [K in keyof T]: T[K] }

export interface ObjectShape<F extends Fields> extends Shape<Flat<Read<F>>> {
  extend<G extends Fields>(more: G): ObjectShape<F & G>
  pick<K extends keyof F>(names: Readonly<Record<K, true>>): ObjectShape<Pick<F, K>>
  omit<K extends keyof F>(names: Readonly<Record<K, true>>): ObjectShape<Omit<F, K>>
}

function misfit(at: string, wanted: string): Error {
  return new Error(`The answer of the server does not fit: ${at || 'all of it'} is not ${wanted}.`)
}

function make<T>(read: (value: unknown, at: string) => T): Shape<T> {
  const unless = <E>(isEmpty: (value: unknown) => value is E) =>
    make((value, at) => (isEmpty(value) ? value : read(value, at)))
  return {
    parse: (value, at = '') => read(value, at),
    safeParse: (value) => {
      try {
        return { success: true, data: read(value, '') }
      } catch (error) {
        return { success: false, error: error instanceof Error ? error : new Error(String(error)) }
      }
    },
    optional: () => unless((value) => value === undefined),
    nullable: () => unless((value) => value === null),
    nullish: () => unless((value) => value === undefined || value === null),
    default: (fallback) => make((value, at) => (value === undefined ? fallback : read(value, at))),
    transform: (change) => make((value, at) => change(read(value, at))),
  }
}

function primitive<T>(wanted: string, fits: (value: unknown) => value is T): () => Shape<T> {
  const shape = make((value, at) => {
    if (fits(value)) return value
    throw misfit(at, wanted)
  })
  return () => shape
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const string = primitive('text', (value) => typeof value === 'string')
export const number = primitive('a number', (value) => typeof value === 'number')
export const boolean = primitive('true or false', (value) => typeof value === 'boolean')
export const int = primitive('a whole number', (value): value is number => Number.isInteger(value))

export type Json = string | number | boolean | null | { [name: string]: Json } | Json[]
const anything = make((value) => value)
export const unknown = () => anything

/** Any JSON: what was read from an answer is nothing else. */
export const json = primitive<Json>('JSON', (value): value is Json => value !== undefined)

/** For a view whose type the server's presenter has: taken as it is, only that it is an object is looked at. */
export function trusted<T extends object>(): Shape<T> {
  const isView = (value: unknown): value is T => typeof value === 'object' && value !== null
  return primitive('an object', isView)()
}

export function literal<const T extends string | number | boolean>(wanted: T): Shape<T> {
  return primitive(String(wanted), (value): value is T => value === wanted)()
}

function oneOf<const T extends string>(names: readonly T[]): Shape<T> & { options: readonly T[] } {
  const known = (value: unknown): value is T => names.some((name) => name === value)
  return { ...primitive(`one of ${names.join(', ')}`, known)(), options: names }
}

export { oneOf as enum }

export function array<T>(item: Shape<T>): Shape<T[]> {
  return make((value, at) => {
    if (!Array.isArray(value)) throw misfit(at, 'a list')
    return value.map((one: unknown, index) => item.parse(one, `${at}.${index}`))
  })
}

/** The first shape is that of the names. */
export function record<T>(_name: Shape<string>, item: Shape<T>): Shape<Record<string, T>> {
  return make((value, at) => {
    if (!isRecord(value)) throw misfit(at, 'an object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, item.parse(one, `${at}.${name}`)]))
  })
}

/** The first that fits. */
export function union<const S extends readonly Shape<unknown>[]>(shapes: S): Shape<output<S[number]>> {
  const isOne = (value: unknown): value is output<S[number]> => value !== undefined
  return make((value, at) => {
    for (const shape of shapes) {
      const read = shape.safeParse(value)
      if (read.success && isOne(read.data)) return read.data
    }
    throw misfit(at, 'one of what it may be')
  })
}

export function object<F extends Fields>(fields: F): ObjectShape<F> {
  const isFit = (value: unknown): value is Flat<Read<F>> => isRecord(value)
  const shape = make((value, at) => {
    if (!isRecord(value)) throw misfit(at, 'an object')
    const read: Record<string, unknown> = {}
    for (const [name, field] of Object.entries(fields)) {
      const one = field.parse(value[name], `${at}${at && '.'}${name}`)
      if (one !== undefined) read[name] = one
    }
    if (isFit(read)) return read
    throw misfit(at, 'an object')
  })
  return {
    ...shape,
    extend: (more) => object({ ...fields, ...more }),
    pick: (names) => object(pickFields(fields, names)),
    omit: (names) => object(omitFields(fields, names)),
  }
}

function pickFields<F extends Fields, K extends keyof F>(fields: F, names: Readonly<Record<K, true>>): Pick<F, K> {
  const isPicked = (picked: object): picked is Pick<F, K> => Object.keys(names).every((name) => name in picked)
  const picked: object = Object.fromEntries(Object.entries(fields).filter(([name]) => name in names))
  if (isPicked(picked)) return picked
  throw new Error('A shape is asked for fields that it does not have.')
}

function omitFields<F extends Fields, K extends keyof F>(fields: F, names: Readonly<Record<K, true>>): Omit<F, K> {
  const isRest = (rest: object): rest is Omit<F, K> => !Object.keys(names).some((name) => name in rest)
  const rest: object = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in names)))
  if (isRest(rest)) return rest
  throw new Error('A shape is asked to leave out fields that it keeps.')
}
