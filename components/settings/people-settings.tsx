'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import UserPlus from 'lucide-react/icons/user-plus'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { useCan, usePerson } from '#components/frame/permissions.tsx'
import { QueryError } from '#components/frame/query-error.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { NotePill } from '#components/ui/pill.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Select } from '#components/ui/select.tsx'
import { SkeletonRows } from '#components/ui/skeleton.tsx'
import {
  changeRole,
  type InvitationView,
  type PersonView,
  ROLES,
  type Role,
  removePerson,
  settingsQueries,
  withdrawInvitation,
} from '#lib/queries/settings.ts'
import { ROLE_OPTIONS } from './role-options.ts'
import { SettingsShell } from './settings-shell.tsx'

const InviteDialog = dynamic(() => import('./invite-dialog.tsx').then((module) => module.InviteDialog), {
  loading: () => null,
})

/** Who may sign in, in which role, and who is invited. */
export function PeopleSettings({ instanceId }: { instanceId: string }) {
  const mayRead = useCan('people:read')
  const list = useQuery({ ...settingsQueries.people(), enabled: mayRead })
  const [isInviting, setInviting] = useState(false)
  const mayWrite = useCan('people:write')
  const owners = list.data?.people.filter(({ role }) => role === 'owner').length
  return (
    <SettingsShell instanceId={instanceId} hidden={!mayRead && 'The people'}>
      <Panel
        title="People"
        count={list.data?.people.length}
        actions={
          mayWrite && (
            <Button variant="primary" icon={<UserPlus />} onPress={() => setInviting(true)}>
              Invite…
            </Button>
          )
        }
      >
        {list.data ? (
          <ul className="divide-y divide-line">
            {list.data.people.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                mayWrite={mayWrite}
                isOnlyOwner={person.role === 'owner' && owners === 1}
              />
            ))}
          </ul>
        ) : list.isError ? (
          <QueryError error={list.error} what="The people" onRetry={list.refetch} />
        ) : (
          <SkeletonRows count={3} />
        )}
      </Panel>
      {list.data && list.data.invitations.length > 0 && (
        <Panel title="Invited" count={list.data.invitations.length}>
          <ul className="divide-y divide-line">
            {list.data.invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} mayWrite={mayWrite} />
            ))}
          </ul>
        </Panel>
      )}
      {isInviting && <InviteDialog onOpenChange={setInviting} />}
    </SettingsShell>
  )
}

const row = 'flex min-h-13 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2'

type PersonRowProps = { person: PersonView; mayWrite: boolean; isOnlyOwner: boolean }

function PersonRow({ person, mayWrite, isOnlyOwner }: PersonRowProps) {
  const self = usePerson()
  const queries = useQueryClient()
  const [isRemoving, setRemoving] = useState(false)
  const refresh = () => queries.invalidateQueries(settingsQueries.people())
  const change = useMutation({
    mutationFn: (role: Role) => changeRole(person.id, role),
    onSuccess: ({ role }) => notifyDone(`${person.name} is ${role} now`),
    onError: notifyRequestError('The role was not changed'),
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => removePerson(person.id),
    onSuccess: () => notifyDone(`${person.name} removed`),
    onSettled: refresh,
  })
  const role = change.isPending ? change.variables : person.role
  return (
    <li className={row}>
      <span className="grid min-w-0 flex-1 basis-50">
        <span className="flex items-center gap-2 font-medium">
          <span className="truncate">{person.name || person.email}</span>
          {self.email === person.email && <NotePill>you</NotePill>}
        </span>
        <span className="truncate text-ink-3 text-xs">{person.email}</span>
      </span>
      <span className="text-ink-3 text-xs max-sm:hidden">
        {person.usesIssuer ? 'signs in through the issuer' : 'signs in with a password'}
        {mayWrite && isOnlyOwner && '; the only owner stays one'}
      </span>
      {mayWrite && !isOnlyOwner ? (
        <>
          <Select
            label={`Role of ${person.name || person.email}`}
            hideLabel
            className="w-28"
            options={ROLE_OPTIONS}
            value={role}
            onChange={(next) => {
              const chosen = ROLES.find((each) => each === next)
              if (chosen && chosen !== person.role) change.mutate(chosen)
            }}
          />
          <Button variant="danger" size="md" onPress={() => setRemoving(true)}>
            Remove…
          </Button>
        </>
      ) : (
        <NotePill>{person.role}</NotePill>
      )}
      <ConfirmDialog
        isOpen={isRemoving}
        onOpenChange={setRemoving}
        title={`Remove ${person.name || person.email}?`}
        confirmLabel="Remove"
        isBusy={remove.isPending}
        busyLabel="Removing…"
        errorMessage={remove.error?.message}
        onConfirm={() => remove.mutate()}
      >
        Their sessions end at once. What they did stays in the audit log.
      </ConfirmDialog>
    </li>
  )
}

function InvitationRow({ invitation, mayWrite }: { invitation: InvitationView; mayWrite: boolean }) {
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () => withdrawInvitation(invitation.id),
    onSuccess: () => notifyDone(`Invitation of ${invitation.email} withdrawn`),
    onError: notifyRequestError('The invitation was not withdrawn'),
    onSettled: () => queries.invalidateQueries(settingsQueries.people()),
  })
  return (
    <li className={row}>
      <span className="min-w-0 flex-1 basis-50 truncate">{invitation.email}</span>
      <span className="text-ink-3 text-xs">
        link ends <RelativeTime at={invitation.expiresAt} />
      </span>
      <NotePill>{invitation.role}</NotePill>
      {mayWrite && (
        <Button onPress={() => withdraw.mutate()} isBusy={withdraw.isPending} busyLabel="Withdrawing…">
          Withdraw
        </Button>
      )}
    </li>
  )
}
