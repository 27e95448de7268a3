'use client'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import Link2 from 'lucide-react/icons/link-2'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { notifyDone } from '#components/feedback/notify.ts'
import { ListTable } from '#components/frame/list-table.tsx'
import { useCan } from '#components/frame/permissions.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { endAllPortalSessions, endPortalSession, type PortalSessionView, portalQueries } from '#lib/queries/portal.ts'
import { portalColumns } from './portal-columns.tsx'
import { SettingsShell } from './settings-shell.tsx'

const PortalLinkDialog = dynamic(() => import('./portal-link-dialog.tsx').then((module) => module.PortalLinkDialog), {
  loading: () => null,
})

type Open = { kind: 'make' } | { kind: 'end-all' } | { kind: 'end'; session: PortalSessionView } | null

/** Links that let customers into this instance without an account, and the sessions they became. */
export function PortalSettings({ instanceId }: { instanceId: string }) {
  const mayWrite = useCan('token:write')
  const list = useInfiniteQuery({
    ...portalQueries.sessions(instanceId),
    refetchInterval: 10_000,
    enabled: mayWrite,
  })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const [open, setOpen] = useState<Open>(null)
  const columns = useMemo(() => portalColumns((session) => setOpen({ kind: 'end', session })), [])
  const make = (
    <Button variant="primary" icon={<Link2 />} onPress={() => setOpen({ kind: 'make' })}>
      Make a link…
    </Button>
  )
  const close = () => setOpen(null)
  return (
    <SettingsShell instanceId={instanceId} hidden={!mayWrite && 'The portal links'}>
      <div className="flex flex-wrap items-center gap-3">
        <p className="max-w-[76ch] text-ink-2">
          A portal link lets your customer look after their consumers in this instance, without an account.
        </p>
        {rows.length > 0 && (
          <div className="flex gap-2 sm:ml-auto">
            <Button variant="danger" onPress={() => setOpen({ kind: 'end-all' })}>
              End all…
            </Button>
            {make}
          </div>
        )}
      </div>
      <ListTable
        label="Portal sessions"
        columns={columns}
        rows={rows}
        getRowId={(row) => row.id}
        getRowLabel={(row) => row.sessionId ?? 'portal'}
        isDouble
        list={list}
        noun="portal sessions"
        usualCount={3}
        empty={<FirstLink instanceId={instanceId} action={make} />}
      />
      {open?.kind === 'make' && <PortalLinkDialog instanceId={instanceId} onClose={close} />}
      {(open?.kind === 'end' || open?.kind === 'end-all') && (
        <EndDialog instanceId={instanceId} session={open.kind === 'end' ? open.session : null} onClose={close} />
      )}
    </SettingsShell>
  )
}

function FirstLink({ instanceId, action }: { instanceId: string; action: React.ReactNode }) {
  const curl = `curl "$POSTHORN/api/v1/auth/app-portal-access/${instanceId}" \\
  -H "authorization: Bearer $TOKEN" \\
  -H "content-type: application/json" \\
  -d '{"capabilities": ["ViewBase", "ManageEndpoint"], "expiry": 86400}'`
  return (
    <EmptyState title="Nobody is in the portal" action={action} curl={curl}>
      A link opens once and becomes a session that ends when you say. Your own program can make one for each customer
      who presses “Webhooks” in it.
    </EmptyState>
  )
}

type EndDialogProps = { instanceId: string; session: PortalSessionView | null; onClose: () => void }

/** Ends one session, or with null all. */
function EndDialog({ instanceId, session, onClose }: EndDialogProps) {
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => (session === null ? endAllPortalSessions(instanceId) : endPortalSession(instanceId, session.id)),
    onSuccess: () => {
      onClose()
      notifyDone(session === null ? 'All portal access ended' : 'Portal access ended')
    },
    onSettled: () => queries.invalidateQueries(portalQueries.sessions(instanceId)),
  })
  const who = session?.sessionId ?? 'this portal access'
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={session === null ? 'End all portal access?' : `End ${who}?`}
      confirmLabel={session === null ? 'End all' : 'End it'}
      isBusy={end.isPending}
      busyLabel="Ending…"
      errorMessage={end.error?.message}
      onConfirm={() => end.mutate()}
    >
      {session === null
        ? 'Everybody in the portal of this instance is out at once, links that wait open no more, and portal tokens that your programs hold end.'
        : 'They are out at once; a link that waits opens no more. To let them in again, make a new link.'}
    </ConfirmDialog>
  )
}
