'use client'
import Search from 'lucide-react/icons/search'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useId, useState } from 'react'

type Entry = { readonly id: string }

type ChoiceListProps<T extends Entry> = {
  /** Names the field; the list is called "Results". */
  label: string
  placeholder: string
  text: string
  onTextChange: (text: string) => void
  entries: readonly T[]
  /** Whether what is still looked up may put another entry in the place of this first one: Enter waits for it. */
  mayGiveWay: (first: T | undefined) => boolean
  onChoose: (entry: T) => void
  children: (entry: T) => ReactNode
  /** Instead of entries. */
  empty?: ReactNode
  isDense?: boolean
}

/**
 * A field and what its text could mean. React Aria's menu keeps the entry that was first when a key was typed; here
 * Enter and the highlight mean the entry that is first now, until an arrow key or the pointer has chosen another.
 */
export function ChoiceList<T extends Entry>(props: ChoiceListProps<T>) {
  const { text, entries, empty, isDense = false } = props
  const [chosen, setChosen] = useState<string | null>(null)
  const id = useId()
  const active = entries.find((entry) => entry.id === chosen) ?? entries[0]
  const optionId = (entry: T) => `${id}-${entry.id.replaceAll(' ', '-')}`
  const onKeyDown = useChoiceKeys({
    entries,
    active,
    mayGiveWay: active === entries[0] && props.mayGiveWay(active),
    onPoint: setChosen,
    onChoose: props.onChoose,
  })
  return (
    <>
      <div className={`flex items-center border-line border-b ${isDense ? 'gap-2 px-3' : 'gap-3 px-4'}`}>
        <Search aria-hidden="true" className={`shrink-0 text-ink-3 ${isDense ? 'size-3.5' : 'size-4'}`} />
        <input
          role="combobox"
          aria-label={props.label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(active)}
          autoComplete="off"
          autoCorrect="off"
          spellCheck="false"
          enterKeyHint="go"
          // biome-ignore lint/a11y/noAutofocus: what it stands in was opened to type here
          autoFocus
          value={text}
          onChange={(event) => {
            setChosen(null)
            props.onTextChange(event.target.value)
          }}
          onKeyDown={onKeyDown}
          placeholder={props.placeholder}
          className={`min-w-0 flex-1 bg-transparent outline-none ${isDense ? 'h-10' : 'h-12 text-md'}`}
        />
      </div>
      {entries.length === 0 && empty}
      <Options id={`${id}-list`} active={active} optionId={optionId} onPoint={setChosen} {...props} />
    </>
  )
}

type KeysOptions<T extends Entry> = {
  entries: readonly T[]
  active: T | undefined
  mayGiveWay: boolean
  onPoint: (id: string) => void
  onChoose: (entry: T) => void
}

/** Who presses Enter before everything was looked up means what will stand first. */
function useChoiceKeys<T extends Entry>({ entries, active, mayGiveWay, onPoint, onChoose }: KeysOptions<T>) {
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (!isHeld || mayGiveWay) return
    setHeld(false)
    if (active) onChoose(active)
  }, [isHeld, mayGiveWay, active, onChoose])
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    setHeld(event.key === 'Enter')
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined && event.key !== 'Enter') return
    event.preventDefault()
    const at = active ? entries.indexOf(active) : -1
    const next = by === undefined ? undefined : entries[(at + by + entries.length) % entries.length]
    if (next) onPoint(next.id)
  }
}

type OptionsProps<T extends Entry> = Pick<ChoiceListProps<T>, 'entries' | 'onChoose' | 'children'> & {
  id: string
  active: T | undefined
  optionId: (entry: T) => string
  onPoint: (id: string) => void
}

function Options<T extends Entry>({ id, entries, active, optionId, onPoint, onChoose, children }: OptionsProps<T>) {
  const activeId = active && optionId(active)
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  // Entries that slide under a pointer at rest are not chosen by it.
  const pointBy = (entry: T) => (event: PointerEvent) => {
    if (event.movementX !== 0 || event.movementY !== 0) onPoint(entry.id)
  }
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Results"
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      className="max-h-90 min-h-0 overflow-y-auto p-1 outline-none"
    >
      {entries.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys of all entries
        <div
          key={entry.id}
          id={optionId(entry)}
          role="option"
          tabIndex={-1}
          aria-selected={entry === active}
          onPointerMove={pointBy(entry)}
          onClick={() => onChoose(entry)}
          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-3 outline-none aria-selected:bg-hover"
        >
          {children(entry)}
        </div>
      ))}
    </div>
  )
}
