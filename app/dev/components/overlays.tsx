'use client'
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { EmptyState } from '#components/feedback/empty-state.tsx'
import { ErrorState } from '#components/feedback/error-state.tsx'
import { NoMatchState } from '#components/feedback/no-match-state.tsx'
import { notifyDone, notifyFailed } from '#components/feedback/notify.ts'
import { PermissionState } from '#components/feedback/permission-state.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import { Row, Specimen } from './specimen.tsx'

const nothing = () => undefined

export function Overlays() {
  const [isOpen, setOpen] = useState(false)
  return (
    <Specimen title="Menu, dialog, toasts">
      <Row>
        <Menu
          label="Consumer"
          trigger={
            <IconButton label="More" variant="secondary">
              <EllipsisVertical />
            </IconButton>
          }
        >
          <MenuItem icon={<Plus />} shortcut="E" onAction={nothing}>
            Edit
          </MenuItem>
          <MenuSeparator />
          <MenuItem isDanger onAction={() => setOpen(true)}>
            Delete…
          </MenuItem>
        </Menu>
        <Button onPress={() => setOpen(true)}>Delete…</Button>
        <Button
          onPress={() =>
            notifyDone('Disabled 2 consumers', { detail: 'Their due attempts are skipped.', onUndo: nothing })
          }
        >
          Done
        </Button>
        <Button
          onPress={() =>
            notifyFailed('Rate limit not saved', { detail: 'Changed 8 s ago.', requestId: 'req_01kd7vq9' })
          }
        >
          Failed
        </Button>
      </Row>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Delete T2K mirror?"
        name="T2K mirror"
        confirmLabel="Delete consumer"
        onConfirm={() => setOpen(false)}
      >
        1,450 deliveries that still retry are dropped. This cannot be undone.
      </ConfirmDialog>
    </Specimen>
  )
}

export function States() {
  return (
    <Specimen title="States">
      <EmptyState
        title="No sources yet"
        curl={'curl $POSTHORN/api/v1/app/$APP/msg \\\n  -H "authorization: Bearer $TOKEN"'}
        action={<Button icon={<Plus />}>Add source</Button>}
      >
        A source is a URL that a provider calls. Posthorn checks the signature on the raw body.
      </EmptyState>
      <ErrorState title="The consumers could not be loaded" requestId="req_01kd7vq3n8" onRetry={nothing}>
        The database did not answer within 5 s. Deliveries go on.
      </ErrorState>
      <PermissionState title="Secrets are hidden from viewers">
        To see a signing secret you need the admin role.
      </PermissionState>
      <NoMatchState filters={['State: failing', 'Tag: region:au']} hidden={214} noun="consumers" onClear={nothing} />
    </Specimen>
  )
}
