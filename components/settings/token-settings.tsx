'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import type { DataColumn } from '#components/data-table/data-column.ts'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { notifyDone } from '#components/feedback/notify.ts'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Link } from '#components/ui/link.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { revokeToken, settingsQueries, type TokenItem } from '#lib/queries/settings.ts'
import { SettingsShell } from './settings-shell.tsx'

const CreateTokenDialog = dynamic(
  () => import('./create-token-dialog.tsx').then((module) => module.CreateTokenDialog),
  { loading: () => null },
)

/** Tokens that programs use for this instance: made, seen once, watched, revoked. */
export function TokenSettings({ instanceId }: { instanceId: string }) {
  const mayWrite = useCan('token:write')
  const list = useQuery({ ...settingsQueries.tokens(instanceId), enabled: mayWrite })
  const [isCreating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<TokenItem | null>(null)
  const rows = list.data?.data ?? []
  const columns = useMemo(() => tokenColumns(mayWrite ? setRevoking : undefined), [mayWrite])
  const create = mayWrite && (
    <Button variant="primary" icon={<Plus />} onPress={() => setCreating(true)}>
      Create token…
    </Button>
  )
  return (
    <SettingsShell instanceId={instanceId} hidden={!mayWrite && 'The tokens'}>
      <div className="flex flex-wrap items-center gap-3">
        <p className="max-w-[76ch] text-ink-2">
          Programs send a token as <span className="mono">Authorization: Bearer sk_…</span>. Each works for this
          instance only. What they can do with it is in{' '}
          <Link href="/docs/api" prefetch={false}>
            the API
          </Link>
          .
        </p>
        {rows.length > 0 && <div className="sm:ml-auto">{create}</div>}
      </div>
      <ListTable
        label="API tokens"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => row.name}
        list={list}
        noun="tokens"
        usualCount={3}
        empty={
          <EmptyState title="No tokens yet" action={create}>
            A token lets a program send events, manage consumers, or only read, as its role says.
          </EmptyState>
        }
      />
      {isCreating && <CreateTokenDialog instanceId={instanceId} onOpenChange={setCreating} />}
      {revoking && (
        <RevokeDialog
          instanceId={instanceId}
          token={revoking}
          onOpenChange={(isOpen) => !isOpen && setRevoking(null)}
        />
      )}
    </SettingsShell>
  )
}

function tokenColumns(onRevoke: ((token: TokenItem) => void) | undefined): readonly DataColumn<TokenItem>[] {
  return [
    {
      id: 'name',
      header: 'Token',
      width: 'minmax(160px,2fr)',
      card: 'lead',
      cell: ({ name, hint }) => (
        <span className="flex items-center gap-2">
          <span className="truncate font-medium">{name}</span>
          <span className="mono text-ink-3">…{hint}</span>
        </span>
      ),
    },
    { id: 'role', header: 'Role', width: '80px', cell: ({ role }) => <NotePill>{role}</NotePill> },
    {
      id: 'used',
      header: 'Last used',
      width: '104px',
      card: 'aside',
      cell: ({ lastUsedAt }) => (
        <span className="text-ink-3">
          <span className="sm:hidden">used </span>
          {lastUsedAt ? <RelativeTime at={lastUsedAt} className="text-ink-2" /> : 'never'}
        </span>
      ),
    },
    {
      id: 'expires',
      header: 'Expires',
      width: '112px',
      cell: ({ expiresAt }) => (
        <span>
          <span className="text-ink-3 sm:hidden">expires </span>
          <Expiry at={expiresAt} />
        </span>
      ),
    },
    {
      id: 'created',
      header: 'Created by',
      width: 'minmax(120px,1fr)',
      isSecondary: true,
      card: 'none',
      cell: ({ createdBy, createdAt }) => (
        <span className="flex gap-2">
          <span className="truncate">{createdBy}</span>
          <RelativeTime at={createdAt} className="text-ink-3" />
        </span>
      ),
    },
    {
      id: 'revoke',
      header: 'Action',
      width: '88px',
      align: 'end',
      card: 'full',
      cell: (token) =>
        onRevoke && (
          <Button variant="danger" onPress={() => onRevoke(token)} aria-label={`Revoke ${token.name}`}>
            Revoke…
          </Button>
        ),
    },
  ]
}

function Expiry({ at }: { at: string | null }) {
  if (at === null) return <span className="text-ink-3">never</span>
  const isOver = Date.parse(at) <= Date.now()
  return (
    <span className={isOver ? 'text-failure' : 'text-ink-2'}>
      {isOver && 'ended '}
      <RelativeTime at={at} />
    </span>
  )
}

type RevokeDialogProps = { instanceId: string; token: TokenItem; onOpenChange: (isOpen: boolean) => void }

function RevokeDialog({ instanceId, token, onOpenChange }: RevokeDialogProps) {
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => revokeToken(instanceId, token.id),
    onSuccess: () => {
      onOpenChange(false)
      notifyDone(`${token.name} revoked`)
    },
    onSettled: () => queries.invalidateQueries(settingsQueries.tokens(instanceId)),
  })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onOpenChange}
      title={`Revoke ${token.name}?`}
      confirmLabel="Revoke token"
      isBusy={revoke.isPending}
      busyLabel="Revoking…"
      errorMessage={revoke.error?.message}
      onConfirm={() => revoke.mutate()}
    >
      Programs that use it are refused at once. This cannot be undone.
    </ConfirmDialog>
  )
}
