'use client'
import { Filter } from '#components/ui/filter.tsx'
import { type DataColumn, readSort, type Sort, writeSort } from './data-column.ts'

type SortFilterProps<T> = {
  columns: readonly DataColumn<T>[]
  sort: Sort | null
  onSort: (sort: Sort | null) => void
}

/** The order of a list on phones, where rows are cards and have no heads to press. */
export function SortFilter<T>({ columns, sort, onSort }: SortFilterProps<T>) {
  const options = columns
    .filter(({ sorts }) => sorts !== undefined)
    .flatMap(({ id, header, sorts }) =>
      [sorts === 'descending', sorts !== 'descending'].map((desc) => ({
        value: writeSort({ id, desc }),
        label: `${header}, ${desc ? 'descending' : 'ascending'}`,
      })),
    )
  return (
    <span className="contents sm:hidden">
      <Filter
        label="Sort"
        isSingle
        options={options}
        value={sort === null ? [] : [writeSort(sort)]}
        onChange={([chosen]) => onSort(chosen === undefined ? null : readSort(chosen))}
      />
    </span>
  )
}
