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
  /** Left out under 768 px (a drawer is docked); the other columns must fit in 600 px. */
  isSecondary?: boolean
  /** Place on the card below 640 px: first line, left (default), right, whole width at the end, or left out. */
  card?: 'lead' | 'start' | 'aside' | 'full' | 'none'
}

/** Tracks of a row, all columns or the primary ones. */
export function gridTracks(columns: readonly DataColumn<never>[], hasSelection: boolean, onlyPrimary: boolean): string {
  const shown = onlyPrimary ? columns.filter((column) => !column.isSecondary) : columns
  return [...(hasSelection ? ['32px'] : []), ...shown.map((column) => column.width)].join(' ')
}

const cards = {
  lead: 'max-sm:order-first max-sm:col-span-2 max-sm:pr-8',
  start: '',
  aside: 'max-sm:justify-self-end',
  full: 'max-sm:order-last max-sm:col-span-2',
  none: 'max-sm:hidden',
} as const

/** Classes of a cell by its column. */
export function cellClasses(column: Pick<DataColumn<never>, 'align' | 'card' | 'isSecondary'>): string {
  const align = column.align === 'end' ? 'sm:justify-self-end sm:text-right' : ''
  const narrow = column.isSecondary ? 'sm:@max-3xl:hidden' : ''
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
  'sm:gap-x-4 sm:px-4 sm:@max-3xl:gap-x-2 sm:@max-3xl:grid-cols-(--tracks-narrow) sm:@3xl:grid-cols-(--tracks)'
