'use client'
import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'
import { PlainButton } from '#components/ui/plain-button.tsx'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'
import type { StatusKind } from '#components/ui/status-kind.ts'

type ToastCardProps = {
  kind: StatusKind
  title: ReactNode
  children?: ReactNode
  /** Undo, Cancel, Try again. */
  action?: { label: string; onPress: () => void }
  onClose?: () => void
}

/** One notice: glyph, sentence, action; details beneath. */
export function ToastCard({ kind, title, children, action, onClose }: ToastCardProps) {
  return (
    <div className="grid w-95 max-w-full grid-cols-[16px_minmax(0,1fr)_auto] items-center gap-x-2.5 gap-y-0.5 rounded-md bg-raised py-2.5 pr-2 pl-3.5 font-sans text-ink text-sm shadow-float">
      <StatusGlyph kind={kind} />
      <p className="font-medium">{title}</p>
      <span className="flex items-center">
        {action && (
          <PlainButton
            onPress={action.onPress}
            className="h-6 rounded-xs px-2 font-medium text-accent-text underline-offset-3 hover:underline"
          >
            {action.label}
          </PlainButton>
        )}
        {onClose && (
          <PlainButton
            aria-label="Dismiss"
            onPress={onClose}
            className="grid size-6 place-items-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink"
          >
            <X className="size-3.5" />
          </PlainButton>
        )}
      </span>
      {children && <div className="col-span-2 col-start-2 text-ink-2 text-xs">{children}</div>}
    </div>
  )
}
