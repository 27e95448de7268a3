'use client'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { type ReactNode, useState } from 'react'
import { Checkbox } from './checkbox.tsx'
import { PlainButton } from './plain-button.tsx'
import { SearchField } from './search-field.tsx'

export type EventTypeGroup = {
  name: string
  /** Beside the count: what its types come to. */
  detail?: string
  types: readonly { name: string; detail?: ReactNode; isDeprecated?: boolean }[]
}

export type EventTypeTreeProps = {
  label: string
  groups: readonly EventTypeGroup[]
  /** Names of the chosen types. */
  value: ReadonlySet<string>
  onChange: (names: Set<string>) => void
}

/** Event types in groups with check-boxes; searching opens the groups that match. */
export function EventTypeTree({ label, groups, value, onChange }: EventTypeTreeProps) {
  const [search, setSearch] = useState('')
  const shown = matching(groups, search.trim().toLowerCase())
  const count = groups.reduce((sum, group) => sum + group.types.length, 0)
  const set = (names: readonly string[], isOn: boolean) => {
    const next = new Set(value)
    for (const name of names) isOn ? next.add(name) : next.delete(name)
    onChange(next)
  }
  return (
    <fieldset className="min-w-0 rounded-md border border-line bg-surface">
      <legend className="sr-only">{label}</legend>
      <SearchField
        label={`Search ${count} event types`}
        value={search}
        onChange={setSearch}
        className="border-line border-b p-2"
      />
      <ul className="max-h-118 divide-y divide-line overflow-y-auto">
        {shown.map((group) => (
          <Group key={group.name} group={group} value={value} isForcedOpen={search !== ''} onSet={set} />
        ))}
        {shown.length === 0 && (
          <li className="px-4 py-6 text-center text-ink-3">No event type has “{search}” in its name</li>
        )}
      </ul>
    </fieldset>
  )
}

type GroupProps = {
  group: EventTypeGroup
  value: ReadonlySet<string>
  isForcedOpen: boolean
  onSet: (names: readonly string[], isOn: boolean) => void
}

function Group({ group, value, isForcedOpen, onSet }: GroupProps) {
  const names = group.types.map((type) => type.name)
  const chosen = names.filter((name) => value.has(name)).length
  const [isUnfolded, setUnfolded] = useState(chosen > 0)
  const isOpen = isUnfolded || isForcedOpen
  return (
    <li className="py-0.75">
      <div className="flex h-7.5 items-center gap-1 pr-3 pl-1">
        <PlainButton
          aria-label={`${isOpen ? 'Fold' : 'Unfold'} ${group.name}`}
          aria-expanded={isOpen}
          onPress={() => setUnfolded(!isOpen)}
          className="grid size-6 place-items-center rounded-xs text-ink-2 hover:bg-hover"
        >
          <ChevronRight className={`size-4 ${isOpen ? 'rotate-90' : ''}`} />
        </PlainButton>
        <Checkbox
          isSelected={chosen === names.length}
          isIndeterminate={chosen > 0 && chosen < names.length}
          onChange={(isOn) => onSet(names, isOn)}
          className="min-w-0 flex-1 font-medium"
        >
          {group.name}
        </Checkbox>
        <span className="flex gap-3 whitespace-nowrap text-ink-3 text-xs">
          {group.detail && <span className="max-sm:hidden">{group.detail}</span>}
          {chosen > 0 ? `${chosen} of ${names.length} chosen` : names.length}
        </span>
      </div>
      {isOpen && (
        <ul>
          {group.types.map((type) => (
            <li key={type.name} className="flex h-7.5 items-center gap-2 pr-3 pl-10 hover:bg-hover">
              <Checkbox
                isSelected={value.has(type.name)}
                onChange={(isOn) => onSet([type.name], isOn)}
                className="mono min-w-0 flex-1"
              >
                <span className="truncate">{type.name}</span>
                {type.isDeprecated && <span className="font-sans text-warning text-xs">deprecated</span>}
              </Checkbox>
              {type.detail && <span className="whitespace-nowrap text-ink-3 text-xs">{type.detail}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

function matching(groups: readonly EventTypeGroup[], search: string): EventTypeGroup[] {
  if (!search) return [...groups]
  return groups
    .map((group) => ({
      ...group,
      types: group.name.toLowerCase().includes(search)
        ? group.types
        : group.types.filter((type) => type.name.toLowerCase().includes(search)),
    }))
    .filter((group) => group.types.length > 0)
}
