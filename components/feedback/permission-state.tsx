import Lock from 'lucide-react/icons/lock'
import type { ReactNode } from 'react'
import { MessageState } from './message-state.tsx'

/** Not for this role: what one can do, which role it takes, and who grants it. */
export function PermissionState({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <MessageState glyph={<Lock aria-hidden="true" />} title={title} actions={action}>
      {children}
    </MessageState>
  )
}
