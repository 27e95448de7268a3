'use client'
import RotateCw from 'lucide-react/icons/rotate-cw'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import { MessageState } from './message-state.tsx'

type ErrorStateProps = {
  /** "The consumers could not be loaded". */
  title: string
  /** What happened and what still works. */
  children?: ReactNode
  requestId?: string
  onRetry?: () => void
  isRetrying?: boolean
  /** A second way out, such as a link to the system status. */
  action?: ReactNode
}

/** Something failed: what, what still works, try again, the id to quote. */
export function ErrorState({ title, children, requestId, onRetry, isRetrying, action }: ErrorStateProps) {
  const retry = onRetry && (
    <Button icon={<RotateCw />} onPress={onRetry} isBusy={isRetrying} busyLabel="Trying…">
      Try again
    </Button>
  )
  const id = requestId && (
    <p className="mono mt-1 flex items-center gap-1 text-ink-3">
      {requestId}
      <CopyButton value={requestId} label="request id" />
    </p>
  )
  return (
    <div role="alert">
      <MessageState
        glyph={<StatusGlyph kind="failure" size="md" />}
        title={title}
        foot={id}
        actions={
          (retry || action) && (
            <>
              {retry}
              {action}
            </>
          )
        }
      >
        {children}
      </MessageState>
    </div>
  )
}
