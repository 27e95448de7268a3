'use client'
import Check from 'lucide-react/icons/check'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { Option } from './option.ts'

type OptionListProps = Omit<React.ComponentProps<typeof ListBox>, 'className' | 'children' | 'style' | 'items'> & {
  options: readonly Option[]
  isMultiple?: boolean
  emptyText?: string
}

/** The list inside a popover; a tick (or a box, when several can be chosen) marks what is selected. */
export function OptionList({ options, isMultiple = false, emptyText = 'Nothing found', ...rest }: OptionListProps) {
  return (
    <ListBox
      escapeKeyBehavior="none" // Closes what it is in, and keeps what is chosen.
      {...rest}
      selectionMode={isMultiple ? 'multiple' : rest.selectionMode}
      renderEmptyState={() => <div className="px-2 py-3 text-ink-3">{emptyText}</div>}
      className="max-h-80 min-h-0 overflow-y-auto p-1 outline-none"
    >
      {options.map((option) => (
        <ListBoxItem
          key={option.value}
          id={option.value}
          textValue={option.label}
          className="group flex min-h-7.5 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none data-focused:bg-hover data-hovered:bg-hover data-focus-visible:inset-ring data-focus-visible:inset-ring-focus"
        >
          {isMultiple && <Box />}
          {option.icon}
          <span className={option.mono ? 'mono min-w-0 flex-1 truncate' : 'min-w-0 flex-1 truncate'}>
            {option.label}
          </span>
          {option.detail && <span className="text-ink-3 text-xs">{option.detail}</span>}
          {!isMultiple && (
            <Check aria-hidden="true" className="invisible size-3.5 text-accent-text group-data-selected:visible" />
          )}
        </ListBoxItem>
      ))}
    </ListBox>
  )
}

function Box() {
  return (
    <span
      aria-hidden="true"
      className="grid size-4 shrink-0 place-items-center rounded-xs bg-surface inset-ring inset-ring-control group-data-selected:bg-accent group-data-selected:text-accent-ink group-data-selected:inset-ring-accent-edge"
    >
      <Check className="invisible size-3 stroke-3 group-data-selected:visible" />
    </span>
  )
}
