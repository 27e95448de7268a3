import type { ReactNode } from 'react'
import { StatusGlyph } from '#components/ui/status-glyph.tsx'

/** What the server refused about the whole form; announced when it appears. */
export function FormError({ children, requestId }: { children?: ReactNode; requestId?: string }) {
  if (!children) return null
  return (
    <p role="alert" className="flex items-start gap-1.5 text-failure">
      <StatusGlyph kind="failure" className="mt-0.75" />
      <span>
        {children}
        {requestId && <span className="mono block select-all text-ink-3">{requestId}</span>}
      </span>
    </p>
  )
}
