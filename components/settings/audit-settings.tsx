'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { parseAsString, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Toolbar } from '#components/layout/page.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Diff } from '#components/ui/diff.tsx'
import { Drawer } from '#components/ui/drawer.tsx'
import { Filter } from '#components/ui/filter.tsx'
import { Link } from '#components/ui/link.tsx'
import { PropertyList } from '#components/ui/property-list.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { SearchField } from '#components/ui/search-field.tsx'
import { formatExact } from '#lib/format.ts'
import { type AuditItem, settingsQueries } from '#lib/queries/settings.ts'
import { SettingsShell } from './settings-shell.tsx'

const COLUMNS: readonly DataColumn<AuditItem>[] = [
  {
    id: 'at',
    header: 'When',
    width: '96px',
    card: 'start',
    cell: ({ at }) => <RelativeTime at={at} className="text-ink-2" />,
  },
  {
    id: 'actor',
    header: 'Who',
    width: 'minmax(120px,1fr)',
    card: 'aside',
    cell: ({ actorName, actorKind }) => (
      <span className="block truncate">
        {actorName} {actorKind !== 'person' && <span className="text-ink-3 text-xs">{actorKind}</span>}
      </span>
    ),
  },
  {
    id: 'action',
    header: 'What',
    width: 'minmax(140px,1fr)',
    card: 'lead',
    cell: ({ action }) => <span className="mono block truncate">{action}</span>,
  },
  {
    id: 'target',
    header: 'On',
    width: 'minmax(140px,1.5fr)',
    card: 'full',
    cell: ({ targetName, targetId }) => <span className="block truncate">{targetName || targetId}</span>,
  },
]

const parsers = {
  actor: parseAsString.withDefault(''),
  action: parseAsString.withDefault(''),
  entry: parseAsString,
}

/** What changes are about: the first word of their action. */
const SUBJECTS = [
  { value: 'consumer.', label: 'Consumers' },
  { value: 'message.', label: 'Messages' },
  { value: 'event-type.', label: 'Event types' },
  { value: 'company.', label: 'Companies' },
  { value: 'source.', label: 'Sources' },
  { value: 'instance.', label: 'Instance' },
  { value: 'person.', label: 'People' },
  { value: 'invitation.', label: 'Invitations' },
  { value: 'token.', label: 'API tokens' },
  { value: 'portal.', label: 'Portal' },
]

/** Every change: who, what, before and after with secrets masked. */
export function AuditSettings({ instanceId }: { instanceId: string }) {
  const [{ actor, action, entry: open }, setState] = useQueryStates(parsers)
  const mayRead = useCan('audit:read')
  const query = settingsQueries.audit(instanceId, { actor, action })
  const list = useInfiniteQuery({ ...query, placeholderData: keepPreviousData, enabled: mayRead })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const setOpen = (id: string | null) => setState({ entry: id })
  const subject = SUBJECTS.find(({ value }) => value === action)?.label ?? action
  const active = [actor && `Who: ${actor}`, subject && `What: ${subject}`].filter((text) => text !== '')
  const at = rows.findIndex(({ id }) => id === open)
  const entry = rows[at]
  const move = (step: number) => {
    const next = rows[at + step]
    return next && (() => void setOpen(next.id))
  }
  const drawer = entry && (
    <EntryDrawer
      instanceId={instanceId}
      entry={entry}
      onClose={() => void setOpen(null)}
      onPrevious={move(-1)}
      onNext={move(1)}
    />
  )
  return (
    <SettingsShell instanceId={instanceId} drawer={drawer} hidden={!mayRead && 'The changes'}>
      <Toolbar>
        <SearchField
          label="Who"
          placeholder="Who"
          hasShortcut
          value={actor}
          onChange={(text) => void setState({ actor: text })}
        />
        <Filter
          label="What"
          isSingle
          options={SUBJECTS}
          value={action === '' ? [] : [action]}
          onChange={([next]) => void setState({ action: next ?? null })}
        />
      </Toolbar>
      <ListTable
        label="Changes"
        columns={COLUMNS}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => `${row.action} ${row.targetName}`}
        activeId={open}
        onOpen={(row) => void setOpen(row.id)}
        list={list}
        noun="changes"
        filters={active}
        onClearFilters={() => void setState({ actor: null, action: null })}
        empty={
          <EmptyState title="No changes yet">
            Whoever changes something is named here, with before and after.
          </EmptyState>
        }
      />
    </SettingsShell>
  )
}

/** Pages of what was changed, by its kind: below that of the instance. */
const PAGES: Readonly<Record<string, (id: string, name: string) => string>> = {
  consumer: (id) => `consumers/${id}`,
  message: (id) => `logs/${id}`,
  source: (id) => `sources/${id}`,
  company: (id) => `companies?company=${id}`,
  'event-type': (_, name) => `event-types/${encodeURIComponent(name)}`,
}

type EntryDrawerProps = {
  instanceId: string
  entry: AuditItem
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}

function EntryDrawer({ instanceId, entry, onClose, onPrevious, onNext }: EntryDrawerProps) {
  const { at, action, actorName, actorKind, targetKind, targetName, targetId, requestId } = entry
  const page = action.endsWith('.delete') ? undefined : PAGES[targetKind]?.(targetId, targetName)
  return (
    <Drawer
      label={`Change ${action}`}
      title={<span className="mono">{action}</span>}
      onClose={onClose}
      onPrevious={onPrevious}
      onNext={onNext}
    >
      {/* Rows begin where the drawer's text begins. */}
      <div className="-mx-4">
        <PropertyList
          items={[
            { label: 'When', value: `${formatExact(at, 'local')} (${formatExact(at)} UTC)` },
            { label: 'Who', value: `${actorName}, ${actorKind}` },
            {
              label: 'On',
              value: (
                <>
                  {targetKind}{' '}
                  {page === undefined ? (
                    targetName
                  ) : (
                    <Link href={`/${instanceId}/${page}`}>{targetName || targetId}</Link>
                  )}
                </>
              ),
            },
            {
              label: 'Id',
              value: <span className="mono break-all">{targetId}</span>,
              action: <CopyButton value={targetId} label="id" />,
            },
            ...(requestId
              ? [
                  {
                    label: 'Request',
                    value: <span className="mono break-all">{requestId}</span>,
                    action: <CopyButton value={requestId} label="request id" />,
                  },
                ]
              : []),
          ]}
        />
      </div>
      <Diff label="Before and after" before={toText(entry.before)} after={toText(entry.after)} />
    </Drawer>
  )
}

function toText(value: AuditItem['before']): string {
  return value === null ? '' : JSON.stringify(value, null, 2)
}
