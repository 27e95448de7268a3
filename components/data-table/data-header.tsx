// biome-ignore-all lint/a11y/useSemanticElements: virtual rows on a CSS grid cannot be table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: focus goes to rows; cells are read from there
'use client'
import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/class-names.ts'
import { cellClasses, type DataColumn, nextSort, rowGrid, type Sort } from './data-column.ts'

type DataHeaderProps<T> = {
  columns: readonly DataColumn<T>[]
  sort: Sort | null
  onSort: (sort: Sort | null) => void
  /** Null: rows cannot be selected. */
  selection: { isAll: boolean; isSome: boolean; onToggleAll: (isOn: boolean) => void } | null
  isFramed: boolean
}

/** Column heads; they stay under the top bar while the page scrolls. */
export function DataHeader<T>({ columns, sort, onSort, selection, isFramed }: DataHeaderProps<T>) {
  return (
    <div role="rowgroup" className="sticky top-(--size-top) z-(--z-sticky) max-sm:hidden">
      <div
        role="row"
        aria-rowindex={1}
        className={`grid h-8 items-center border-line border-b bg-surface text-ink-3 text-xs ${rowGrid} ${isFramed ? 'rounded-t-md' : ''}`}
      >
        {selection && (
          <div role="columnheader">
            <Checkbox
              aria-label="Select all loaded rows"
              isSelected={selection.isAll}
              isIndeterminate={selection.isSome && !selection.isAll}
              onChange={selection.onToggleAll}
            />
          </div>
        )}
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  )
}

type HeaderCellProps<T> = {
  column: DataColumn<T>
  sort: Sort | null
  onSort: (sort: Sort | null) => void
}

function HeaderCell<T>({ column, sort, onSort }: HeaderCellProps<T>) {
  const direction = sort?.id === column.id ? (sort.desc ? 'descending' : 'ascending') : undefined
  const classes = `whitespace-nowrap font-medium ${cellClasses(column)}`
  if (!column.sorts)
    return (
      <div role="columnheader" className={classes}>
        {column.isHeaderHidden ? <span className="sr-only">{column.header}</span> : column.header}
      </div>
    )
  const Arrow = direction === undefined ? ChevronsUpDown : direction === 'ascending' ? ArrowUp : ArrowDown
  return (
    <div role="columnheader" aria-sort={direction ?? 'none'} className={classes}>
      <button
        type="button"
        onClick={() => onSort(nextSort(column, sort))}
        className={cx(
          'group inline-flex h-6 items-center gap-1 rounded-xs hover:text-ink',
          direction && 'text-ink',
          column.align === 'end' && 'flex-row-reverse',
        )}
      >
        {column.header}
        <Arrow
          aria-hidden="true"
          className={cx('size-3.5 shrink-0', !direction && 'opacity-50 group-hover:opacity-100')}
        />
      </button>
    </div>
  )
}
