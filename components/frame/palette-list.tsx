'use client'
import Search from 'lucide-react/icons/search'
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useState } from 'react'
import { NavIcon } from '#components/layout/nav-icon.tsx'
import type { Commands } from './use-commands.ts'
import { type PaletteEntry, usePaletteEntries } from './use-palette-entries.ts'

type PaletteListProps = { instanceId: string; commands: Commands; onDone: () => void }

/**
 * A field and what its text could mean. React Aria's menu keeps the entry that was first when a key was typed; here
 * Enter and the highlight mean the entry that is first now, until an arrow key or the pointer has chosen another.
 */
export function PaletteList({ instanceId, commands, onDone }: PaletteListProps) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const id = useId()
  const { entries, isSearching } = usePaletteEntries(instanceId, text.trim(), commands)
  const active = entries.find((entry) => entry.id === chosen) ?? entries[0]
  const run = (entry: PaletteEntry) => {
    onDone()
    entry.run()
  }
  const optionId = (entry: PaletteEntry) => `${id}-${entry.id.replaceAll(' ', '-')}`
  const change = (typed: string) => {
    setText(typed)
    setChosen(null)
  }
  const onKeyDown = usePaletteKeys({ entries, active, isSearching, onChoose: setChosen, onRun: run })
  return (
    <>
      <PaletteField
        listId={`${id}-list`}
        activeId={active && optionId(active)}
        value={text}
        onChange={change}
        onKeyDown={onKeyDown}
      />
      <Results id={`${id}-list`} {...{ entries, active, optionId }} onChoose={setChosen} onRun={run} />
    </>
  )
}

type PaletteFieldProps = {
  listId: string
  activeId: string | undefined
  value: string
  onChange: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
}

function PaletteField({ listId, activeId, value, onChange, onKeyDown }: PaletteFieldProps) {
  return (
    <div className="flex items-center gap-3 border-line border-b px-4">
      <Search aria-hidden="true" className="size-4 shrink-0 text-ink-3" />
      <input
        role="combobox"
        aria-label="Search or run"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        autoComplete="off"
        autoCorrect="off"
        spellCheck="false"
        enterKeyHint="go"
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        placeholder="Page, consumer, company, message id or action"
        className="h-12 min-w-0 flex-1 bg-transparent text-md outline-none"
      />
    </div>
  )
}

type KeysOptions = {
  entries: readonly PaletteEntry[]
  active: PaletteEntry | undefined
  isSearching: boolean
  onChoose: (id: string) => void
  onRun: (entry: PaletteEntry) => void
}

function usePaletteKeys({ entries, active, isSearching, onChoose, onRun }: KeysOptions) {
  const [isHeld, setHeld] = useState(false)
  // The text search comes last: who presses Enter before the names were looked up means what will stand above it.
  const mayChange = isSearching && active === entries[0] && active?.isLastResort === true
  useEffect(() => {
    if (!isHeld || mayChange) return
    setHeld(false)
    if (active) onRun(active)
  }, [isHeld, mayChange, active, onRun])
  return (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    setHeld(event.key === 'Enter')
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined && event.key !== 'Enter') return
    event.preventDefault()
    const at = active ? entries.indexOf(active) : -1
    const next = by === undefined ? undefined : entries[(at + by + entries.length) % entries.length]
    if (next) onChoose(next.id)
  }
}

type ResultsProps = {
  id: string
  entries: readonly PaletteEntry[]
  active: PaletteEntry | undefined
  optionId: (entry: PaletteEntry) => string
  onChoose: (id: string) => void
  onRun: (entry: PaletteEntry) => void
}

function Results({ id, entries, active, optionId, onChoose, onRun }: ResultsProps) {
  const activeId = active && optionId(active)
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  // Entries that slide under a pointer at rest are not chosen by it.
  const chooseBy = (entry: PaletteEntry) => (event: PointerEvent) => {
    if (event.movementX !== 0 || event.movementY !== 0) onChoose(entry.id)
  }
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Results"
      tabIndex={-1}
      onMouseDown={(event) => event.preventDefault()}
      className="max-h-90 overflow-y-auto p-1 outline-none"
    >
      {entries.map((entry) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys of all entries
        <div
          key={entry.id}
          id={optionId(entry)}
          role="option"
          tabIndex={-1}
          aria-selected={entry === active}
          onPointerMove={chooseBy(entry)}
          onClick={() => onRun(entry)}
          className="flex min-h-9 cursor-pointer items-center gap-3 rounded-sm px-3 outline-none aria-selected:bg-hover"
        >
          <span className="text-ink-3">
            <NavIcon name={entry.icon} />
          </span>
          <span className="min-w-0 flex-1 truncate">{entry.label}</span>
          {entry.detail && <span className="mono max-w-[50%] truncate text-ink-3">{entry.detail}</span>}
        </div>
      ))}
    </div>
  )
}
