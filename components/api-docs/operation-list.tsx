'use client'
import { parseAsString, useQueryState } from 'nuqs'
import { Toolbar } from '#components/layout/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { formatCount } from '#lib/format.ts'
import type { ApiEntry, ApiSection } from './api-section.ts'
import { OperationLinks } from './operation-links.tsx'

/** Every operation in sections, with a search over paths, ids and summaries that the address keeps. */
export function OperationList({ sections }: { sections: readonly ApiSection[] }) {
  const [search, setSearch] = useQueryState('search', parseAsString.withDefault(''))
  const found = sections
    .map(({ title, entries }) => ({ title, entries: entries.filter((entry) => matches(entry, search)) }))
    .filter(({ entries }) => entries.length > 0)
  return (
    <div className="grid min-w-0 gap-4">
      <Toolbar>
        <SearchField
          label="Search operations"
          value={search}
          onChange={(text) => void setSearch(text || null)}
          hasShortcut
          className="w-full sm:w-80"
        />
        <span role="status" className="text-ink-3 text-xs">
          {formatCount(found.flatMap(({ entries }) => entries).length, 'operation', 'operations')}
        </span>
      </Toolbar>
      {found.length === 0 && <p className="text-ink-2">No operation has “{search}” in its path, id or summary.</p>}
      {found.map(({ title, entries }) => (
        <Panel key={title} title={title} count={entries.length}>
          <OperationLinks entries={entries} />
        </Panel>
      ))}
    </div>
  )
}

function matches({ id, method, path, summary }: ApiEntry, search: string): boolean {
  const text = `${method} ${path} ${id} ${summary}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
