'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical'
import FlaskConical from 'lucide-react/icons/flask-conical'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { notifyRequestError } from '#components/frame/notify-request-error.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import {
  deleteSource,
  rotateSourceAddress,
  type SourceChange,
  type SourceView,
  sendSourceTest,
  sourceQueries,
  updateSource,
} from '#lib/queries/sources.ts'
import type { SourcePreset } from './source-preset.ts'

const EditSourceDialog = dynamic(() => import('./edit-source-dialog.tsx').then((module) => module.EditSourceDialog), {
  loading: () => null,
})

type SourceActionsProps = { instanceId: string; source: SourceView; presets: readonly SourcePreset[] }

/** Send a signed test; and behind the dots: edit, disable, a new address, delete. */
export function SourceActions({ instanceId, source, presets }: SourceActionsProps) {
  const [asking, setAsking] = useState<'edit' | 'rotate' | 'delete' | null>(null)
  const queries = useQueryClient()
  const router = useRouter()
  const key = sourceQueries.key(instanceId)
  const refresh = () => queries.invalidateQueries({ queryKey: key })
  const test = useMutation({
    mutationFn: () => sendSourceTest(instanceId, source.id),
    onSuccess: ({ accepted, messageId, reason, detail }) =>
      accepted
        ? notifyDone('Signed test accepted', { detail: messageId ?? undefined })
        : notifyFailed('Signed test rejected', { detail: [reason, detail].filter(Boolean).join(': ') }),
    onError: notifyRequestError('The test was not sent'),
    onSettled: refresh,
  })
  const change = useMutation({
    mutationFn: (fields: SourceChange) => updateSource(instanceId, source.id, fields),
    onSuccess: (saved) => {
      queries.setQueryData(sourceQueries.one(instanceId, source.id).queryKey, saved)
      notifyDone(`${saved.name} ${saved.disabled ? 'disabled' : saved.inbox ? 'is an inbox' : 'receives'} now`)
    },
    onError: notifyRequestError('The source was not changed'),
    onSettled: refresh,
  })
  const rotate = useMutation({
    mutationFn: () => rotateSourceAddress(instanceId, source.id),
    onSuccess: () => {
      setAsking(null)
      notifyDone('New URL made', { detail: 'Give it to the provider while the old one still answers.' })
    },
    onSettled: refresh,
  })
  const remove = useMutation({
    mutationFn: () => deleteSource(instanceId, source.id),
    onSuccess: () => {
      notifyDone(`${source.name} deleted`)
      router.push(`/${instanceId}/sources`)
    },
    onSettled: refresh,
  })
  return (
    <>
      <Button icon={<FlaskConical />} onPress={() => test.mutate()} isBusy={test.isPending} busyLabel="Sending…">
        Send a signed test
      </Button>
      <Menu
        label="More actions"
        trigger={
          <IconButton label="More actions" variant="secondary">
            <EllipsisVertical />
          </IconButton>
        }
      >
        <MenuItem onAction={() => setAsking('edit')}>Edit…</MenuItem>
        <MenuItem onAction={() => change.mutate({ inbox: !source.inbox })}>
          {source.inbox ? 'Send on to consumers' : 'Make it an inbox'}
        </MenuItem>
        <MenuItem onAction={() => change.mutate({ disabled: !source.disabled })}>
          {source.disabled ? 'Enable' : 'Disable'}
        </MenuItem>
        <MenuItem onAction={() => setAsking('rotate')}>New URL…</MenuItem>
        <MenuSeparator />
        <MenuItem isDanger onAction={() => setAsking('delete')}>
          Delete…
        </MenuItem>
      </Menu>
      {asking === 'edit' && (
        <EditSourceDialog
          instanceId={instanceId}
          source={source}
          presets={presets}
          onOpenChange={() => setAsking(null)}
        />
      )}
      <ConfirmDialog
        isOpen={asking === 'rotate'}
        onOpenChange={() => setAsking(null)}
        title="Make a new URL?"
        confirmLabel="Make a new URL"
        isDanger={false}
        isBusy={rotate.isPending}
        errorMessage={rotate.error?.message}
        onConfirm={() => rotate.mutate()}
      >
        The old URL goes on answering for the overlap of this instance, then no longer.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asking === 'delete'}
        onOpenChange={() => setAsking(null)}
        title={`Delete ${source.name}?`}
        name={source.name}
        confirmLabel="Delete source"
        isBusy={remove.isPending}
        busyLabel="Deleting…"
        errorMessage={remove.error?.message}
        onConfirm={() => remove.mutate()}
      >
        Its URL answers 404 at once. The messages it brought stay.
      </ConfirmDialog>
    </>
  )
}
