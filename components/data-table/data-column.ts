import type { ReactNode } from 'react'

export type Sort = { id: string; desc: boolean }

/** One column. Keep the list of columns stable between renders. */
export type DataColumn<T> = {
  id: string
  header: string
  /** The head is for screen readers only: a column of menus. */
  isHeaderHidden?: boolean
  cell: (row: T) => ReactNode
  /** A track of CSS grid: `minmax(200px, 2fr)`, `88px`. */
  width: string
  /** `end` for numbers. */
  align?: 'start' | 'end'
  /** Rows can be sorted by it: which way first. */
  sorts?: 'ascending' | 'descending'
  /** Left out under 768 px (a drawer is docked); the other columns must fit in 576 px. */
  isSecondary?: boolean
  /** Left out under 576 px (a drawer is docked on a window of 1280); the other columns must fit in 500 px. */
  isTertiary?: boolean
  /** Place on the card below 640 px: first line, left (default), right, whole width at the end, or left out. */
  card?: 'lead' | 'start' | 'aside' | 'full' | 'none'
}

/** Tracks of a row by the room it has: all columns, without the secondary ones, without the tertiary ones too. */
export function gridTracks(
  columns: readonly DataColumn<never>[],
  hasSelection: boolean,
): Record<`--${string}`, string> {
  const tracks = (shown: typeof columns) =>
    [...(hasSelection ? ['32px'] : []), ...shown.map((column) => column.width)].join(' ')
  const primary = columns.filter((column) => !column.isSecondary)
  return {
    '--tracks': tracks(columns),
    '--tracks-narrow': tracks(primary),
    '--tracks-slim': tracks(primary.filter((column) => !column.isTertiary)),
  }
}

const cards = {
  lead: 'max-sm:order-first max-sm:col-span-2 max-sm:pr-8',
  start: '',
  aside: 'max-sm:justify-self-end',
  full: 'max-sm:order-last max-sm:col-span-2',
  none: 'max-sm:hidden',
} as const

/** Classes of a cell by its column. */
export function cellClasses(column: Pick<DataColumn<never>, 'align' | 'card' | 'isSecondary' | 'isTertiary'>): string {
  const align = column.align === 'end' ? 'sm:justify-self-end sm:text-right' : ''
  const narrow = column.isSecondary ? 'sm:@max-3xl:hidden' : column.isTertiary ? 'sm:@max-xl:hidden' : ''
  return `min-w-0 max-w-full ${align} ${narrow} ${cards[column.card ?? 'start']}`
}

/** What pressing a column's head leads to: its first direction, then the other one, then the list's own order. */
export function nextSort({ id, sorts }: Pick<DataColumn<never>, 'id' | 'sorts'>, sort: Sort | null): Sort | null {
  const first = { id, desc: sorts === 'descending' }
  if (sort?.id !== id) return first
  return sort.desc === first.desc ? { id, desc: !first.desc } : null
}

/** An order as one word: `-p95` is p95, largest first. */
export const writeSort = ({ id, desc }: Sort): string => `${desc ? '-' : ''}${id}`

export const readSort = (text: string): Sort => ({ id: text.replace(/^-/, ''), desc: text.startsWith('-') })

/** Layout shared by the header and the rows. */
export const rowGrid =
  'sm:gap-x-4 sm:px-4 sm:@max-3xl:gap-x-2 sm:@xl:@max-3xl:grid-cols-(--tracks-narrow) sm:@max-xl:grid-cols-(--tracks-slim) sm:@3xl:grid-cols-(--tracks)'
