'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import MoreHorizontal from 'lucide-react/icons/ellipsis'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { notifyDone } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { deleteEventType, type EventTypeChange, eventTypeQueries, updateEventType } from '#lib/queries/event-types.ts'
import type { EventTypeItem } from '#lib/queries/schemas.ts'

const EventTypeFormDialog = dynamic(
  () => import('./event-type-form-dialog.tsx').then((module) => module.EventTypeFormDialog),
  { loading: () => null },
)
const ConfirmDialog = dynamic(
  () => import('#components/ui/confirm-dialog.tsx').then((module) => module.ConfirmDialog),
  { loading: () => null },
)

/** Edit, deprecate, archive and delete. */
export function EventTypeActions({ instanceId, type }: { instanceId: string; type: EventTypeItem }) {
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const close = () => setOpen(null)
  const queries = useQueryClient()
  const router = useRouter()
  const refresh = () => queries.invalidateQueries({ queryKey: eventTypeQueries.key(instanceId) })
  const change = useMutation({
    mutationFn: (fields: EventTypeChange) => updateEventType(instanceId, type.name, fields),
    onSuccess: (_, { archived, deprecated }) =>
      notifyDone(`${type.name} ${said({ archived, deprecated })}`, {
        onUndo: () => change.mutate(archived === undefined ? { deprecated: !deprecated } : { archived: !archived }),
      }),
    onError: notifyRequestError('The event type was not changed'),
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => deleteEventType(instanceId, type.name),
    onSuccess: async () => {
      notifyDone(`${type.name} deleted`)
      router.push(`/${instanceId}/event-types`)
      await refresh()
    },
  })
  return (
    <>
      <Button onPress={() => setOpen('edit')}>Edit…</Button>
      <Menu
        label="Event type"
        trigger={
          <IconButton label="More" variant="secondary">
            <MoreHorizontal />
          </IconButton>
        }
      >
        <MenuItem onAction={() => change.mutate({ deprecated: !type.deprecated })}>
          {type.deprecated ? 'Use it again' : 'Mark as deprecated'}
        </MenuItem>
        <MenuItem onAction={() => change.mutate({ archived: !type.archived })}>
          {type.archived ? 'Take out of the archive' : 'Archive'}
        </MenuItem>
        <MenuSeparator />
        <MenuItem isDanger onAction={() => setOpen('delete')}>
          Delete…
        </MenuItem>
      </Menu>
      {open === 'edit' && <EventTypeFormDialog instanceId={instanceId} type={type} onOpenChange={close} />}
      {open === 'delete' && (
        <ConfirmDialog
          isOpen
          onOpenChange={close}
          title={`Delete ${type.name}?`}
          name={type.name}
          confirmLabel="Delete event type"
          isBusy={remove.isPending}
          busyLabel="Deleting…"
          errorMessage={remove.error?.message}
          onConfirm={() => remove.mutate()}
        >
          Its description, schema and example are lost. Consumers that listen to it go on listening; the next event with
          this name is added as discovered.
        </ConfirmDialog>
      )}
    </>
  )
}

function said({ archived, deprecated }: EventTypeChange): string {
  if (archived !== undefined) return archived ? 'archived' : 'taken out of the archive'
  return deprecated ? 'marked as deprecated' : 'in use again'
}
