import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { StatusGlyph } from './status-glyph.tsx'
import { type StatusKind, statusTone } from './status-kind.ts'

type DiagnosisProps = {
  kind: StatusKind
  /** The sentence that says what happened. */
  title: ReactNode
  /** What to do. */
  children?: ReactNode
  actions?: ReactNode
}

/** What happened, then what to do, then the button that does it. One in a view. */
export function Diagnosis({ kind, title, children, actions }: DiagnosisProps) {
  const tone = statusTone[kind]
  return (
    <div className={cx('flex gap-3 rounded-md rounded-l-xs border-l-3 px-3.5 py-3', tone.soft, tone.bar)}>
      <StatusGlyph kind={kind} className="mt-0.5" />
      <div className="min-w-0">
        <p className="max-w-[72ch]">
          <b>{title}</b> {children}
        </p>
        {actions && <div className="mt-2 flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  )
}
