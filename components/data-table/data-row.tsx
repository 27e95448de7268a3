// biome-ignore-all lint/a11y/useSemanticElements: virtual rows on a CSS grid cannot be table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: focus goes to rows; cells are read from there
'use client'
import type { MouseEvent, ReactNode } from 'react'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cx } from '#components/ui/class-names.ts'
import { cellClasses, type DataColumn, rowGrid } from './data-column.ts'

type DataRowProps<T> = {
  id: string
  row: T
  label: string
  index: number
  columns: readonly DataColumn<T>[]
  isDouble: boolean
  isSelected: boolean
  /** It is the one open in the drawer. */
  isActive: boolean
  isTabStop: boolean
  isMuted: boolean
  onSelect?: (isOn: boolean) => void
  onOpen?: () => void
  onFocus: () => void
  measure?: (element: HTMLElement | null) => void
}

/** One row; a card below 640 px. A press outside its links and buttons opens it. */
export function DataRow<T>(props: DataRowProps<T>) {
  const { id, row, index, columns, isSelected, isActive, isDouble, onSelect, onOpen } = props
  const onClick = (event: MouseEvent) => {
    if (!isOnControl(event.target)) onOpen?.()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled for the whole table by useRowKeys
    <div
      ref={props.measure}
      role="row"
      tabIndex={props.isTabStop ? 0 : -1}
      data-index={index}
      data-row={id}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? isSelected : isActive}
      onClick={onClick}
      onFocus={props.onFocus}
      className={cx(
        '-outline-offset-2! relative grid scroll-mt-20 scroll-mb-16 items-center border-line border-b',
        'max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:items-start max-sm:gap-x-3 max-sm:gap-y-2 max-sm:px-4 max-sm:py-3',
        rowGrid,
        isDouble ? 'sm:min-h-(--size-row-2)' : 'sm:min-h-(--size-row)',
        isSelected || isActive ? 'mark-start bg-accent-soft' : 'bg-surface hover:bg-hover',
        onOpen && 'cursor-pointer',
        props.isMuted && 'text-ink-3',
      )}
    >
      {onSelect && (
        <Cell className="max-sm:absolute max-sm:top-2 max-sm:right-3">
          <Checkbox aria-label={`Select ${props.label}`} isSelected={isSelected} onChange={onSelect} />
        </Cell>
      )}
      {columns.map((column) => (
        <Cell key={column.id} className={cellClasses(column)}>
          {column.cell(row)}
        </Cell>
      ))}
    </div>
  )
}

function Cell({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div role="gridcell" className={className}>
      {children}
    </div>
  )
}

function isOnControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a,button,input,label,[role=menuitem]') !== null
}
