// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys go to the input, which keeps the focus
// biome-ignore-all lint/a11y/useFocusableInteractive: the input names the active entry
'use client'
import { useLayoutEffect, useRef } from 'react'
import type { Option } from './option.ts'

const GAP = 4
const TALLEST = 320

type ComboBoxListProps = {
  /** Of the input; those of the list and its entries begin with it. */
  id: string
  labelledBy: string
  options: readonly Option[]
  active: Option | undefined
  onChoose: (option: Option) => void
}

/** The list under a combo-box, above everything else on the page. The focus stays in the input. */
export function ComboBoxList({ id, labelledBy, options, active, onChoose }: ComboBoxListProps) {
  const list = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = list.current
    const field = box?.parentElement
    if (!box || !field) return
    const place = () => {
      const { left, top, bottom, width } = field.getBoundingClientRect()
      const below = window.innerHeight - bottom - 2 * GAP
      const isAbove = below < Math.min(TALLEST, box.scrollHeight) && top > below
      box.style.minWidth = `${width}px`
      // Entries may be wider than their field: the list then moves to the left rather than out of the window.
      box.style.left = `${Math.max(2 * GAP, Math.min(left, window.innerWidth - box.offsetWidth - 2 * GAP))}px`
      box.style.maxHeight = `${Math.min(TALLEST, isAbove ? top - 2 * GAP : below)}px`
      box.style.top = isAbove ? 'auto' : `${bottom + GAP}px`
      box.style.bottom = isAbove ? `${window.innerHeight - top + GAP}px` : 'auto'
    }
    box.showPopover()
    place()
    window.addEventListener('scroll', place, { capture: true, passive: true })
    return () => window.removeEventListener('scroll', place, { capture: true })
  }, [])
  return (
    <div
      ref={list}
      popover="manual"
      role="listbox"
      id={`${id}-list`}
      aria-labelledby={labelledBy}
      className="inset-auto m-0 max-w-[calc(100vw-16px)] overflow-y-auto rounded-md bg-raised p-1 text-ink shadow-float"
    >
      {options.length === 0 && <div className="px-2 py-3 text-ink-3">Nothing found</div>}
      {options.map((option) => (
        <div
          key={option.value}
          id={`${id}-${option.value}`}
          role="option"
          aria-selected={option === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(option)}
          className="flex min-h-7.5 cursor-pointer items-center gap-2 rounded-sm px-2 hover:bg-hover aria-selected:bg-hover"
        >
          {option.icon}
          <span className={`min-w-0 flex-1 truncate ${option.mono ? 'mono' : ''}`}>{option.label}</span>
          {option.detail && <span className="text-ink-3 text-xs">{option.detail}</span>}
        </div>
      ))}
    </div>
  )
}
