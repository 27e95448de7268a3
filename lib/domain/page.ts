import { DomainError } from './errors.ts'
import type { PageQuery } from './schemas.ts'

const DEFAULT_LIMIT = 50

/** A window of a list: which way it is sorted, which way it is read, and where it starts. */
export interface PageWindow {
  readonly limit: number
  /** The key of the row to start after, or null for the first page. */
  readonly after: string | null
  /** True when the rows before the cursor are wanted. */
  readonly backwards: boolean
  /** Sort of the SQL that reads it: the list's own order, turned round when reading backwards. */
  readonly direction: 'asc' | 'desc'
}

/** One page in the list's order. `iterator` goes on, `prevIterator` goes back; both are opaque to callers. */
export interface Page<T> {
  readonly data: readonly T[]
  readonly iterator: string | null
  readonly prevIterator: string | null
  readonly done: boolean
}

/** Reads a page request; iterators are base64url (first character never `-`), `-` in front goes back. */
export function pageWindow(query: PageQuery, order: 'ascending' | 'descending' = 'ascending'): PageWindow {
  const backwards = query.iterator?.startsWith('-') ?? false
  const encoded = backwards ? query.iterator?.slice(1) : query.iterator
  const ascending = (query.order ?? order) === 'ascending'
  return {
    limit: query.limit ?? DEFAULT_LIMIT,
    after: encoded === undefined || query.iterator === '' ? null : readCursor(encoded),
    backwards,
    direction: ascending === backwards ? 'desc' : 'asc',
  }
}

/** Turns `limit + 1` rows read in the window's direction into a page. */
export function takePage<R, T>(
  window: PageWindow,
  rows: readonly R[],
  keyOf: (row: R) => string,
  present: (row: R) => T,
): Page<T> {
  const taken = rows.slice(0, window.limit)
  if (window.backwards) taken.reverse()
  const [first, last] = [taken[0], taken.at(-1)]
  return {
    data: taken.map(present),
    iterator: last === undefined ? null : encodeCursor(keyOf(last)),
    prevIterator: first === undefined ? null : `-${encodeCursor(keyOf(first))}`,
    done: rows.length <= window.limit,
  }
}

/** Prisma's part of a window over a unique key column. */
export function pageArguments<K extends string>(window: PageWindow, key: K) {
  const comparison = window.direction === 'asc' ? { gt: window.after } : { lt: window.after }
  return {
    cursor: window.after === null ? {} : { [key]: comparison },
    orderBy: { [key]: window.direction },
    take: window.limit + 1,
  }
}

/** A UUID as Postgres writes it. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws DomainError `validation` when the cursor is not one of this list */
export function assertUuidCursor(window: PageWindow): PageWindow {
  if (window.after === null || UUID.test(window.after)) return window
  throw invalidIterator()
}

/** What a cursor is refused with that no list of ours gave out. */
export function invalidIterator(): DomainError {
  const msg = 'The iterator is not one that this list gave out.'
  return new DomainError('validation', msg, { problems: [{ loc: ['query', 'iterator'], msg, type: 'value_error' }] })
}

/** A key as an iterator that goes on after its row. */
export function encodeCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url')
}

/** What `encodeCursor` was given. @throws DomainError `validation` */
export function readCursor(text: string): string {
  const key = Buffer.from(text, 'base64url').toString('utf8')
  if (key === '' || key.includes('\0') || encodeCursor(key) !== text) throw invalidIterator()
  return key
}
