'use client'
import Ban from 'lucide-react/icons/ban'
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical'
import FileText from 'lucide-react/icons/file-text'
import History from 'lucide-react/icons/history'
import RotateCw from 'lucide-react/icons/rotate-cw'
import Terminal from 'lucide-react/icons/terminal'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx'
import type { AttemptItem } from '#lib/queries/schemas.ts'
import { isPending } from './attempt-status.ts'

type Props = {
  instanceId: string
  attempt: AttemptItem
  /** Absent for those who may not send. */
  actions?: { onResend: () => void; onCancel: () => void; onReplaySince: () => void }
  onCopyCurl: () => void
}

/** What can be done with one attempt. */
export function AttemptMenu({ instanceId, attempt, actions, onCopyCurl }: Props) {
  const label = `Actions for ${attempt.eventType}, attempt ${attempt.n}`
  const pending = isPending(attempt)
  return (
    <Menu
      label={label}
      trigger={
        <IconButton label={label}>
          <EllipsisVertical />
        </IconButton>
      }
    >
      {actions && (
        <MenuItem icon={<RotateCw />} shortcut="r" onAction={actions.onResend}>
          {pending ? 'Try now' : 'Resend'}
        </MenuItem>
      )}
      {actions && pending && (
        <MenuItem icon={<Ban />} onAction={actions.onCancel}>
          Cancel its retries
        </MenuItem>
      )}
      {actions && (
        <MenuItem icon={<History />} onAction={actions.onReplaySince}>
          Replay all failed since…
        </MenuItem>
      )}
      {actions && <MenuSeparator />}
      <MenuItem icon={<Terminal />} onAction={onCopyCurl}>
        Copy as cURL
      </MenuItem>
      <MenuItem icon={<FileText />} href={`/${instanceId}/logs/${attempt.msgId}`}>
        Open the message
      </MenuItem>
    </Menu>
  )
}
