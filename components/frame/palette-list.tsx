'use client'
import { useState } from 'react'
import { NavIcon } from '#components/layout/nav-icon.tsx'
import { ChoiceList } from './choice-list.tsx'
import type { Commands } from './use-commands.ts'
import { usePaletteEntries } from './use-palette-entries.ts'

type PaletteListProps = { instanceId: string; commands: Commands; onDone: () => void }

/** What the palette's text could mean: pages, things by name or id, actions, text in bodies. */
export function PaletteList({ instanceId, commands, onDone }: PaletteListProps) {
  const [text, setText] = useState('')
  const { entries, isSearching } = usePaletteEntries(instanceId, text.trim(), commands)
  return (
    <ChoiceList
      label="Search or run"
      placeholder="Page, consumer, company, id or action"
      text={text}
      onTextChange={setText}
      entries={entries}
      mayGiveWay={(first) => isSearching && first?.isLastResort === true}
      onChoose={(entry) => {
        onDone()
        entry.run()
      }}
    >
      {({ icon, label, detail }) => (
        <>
          <span className="text-ink-3">
            <NavIcon name={icon} />
          </span>
          <span className="min-w-0 flex-1 truncate">{label}</span>
          {detail && <span className="mono max-w-[50%] truncate text-ink-3">{detail}</span>}
        </>
      )}
    </ChoiceList>
  )
}
