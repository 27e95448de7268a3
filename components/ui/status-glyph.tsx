import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { type StatusKind, statusTone } from './status-kind.ts'

const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6, strokeLinecap: 'round' } as const
const bold = { ...line, strokeWidth: 1.7, strokeLinejoin: 'round' } as const
const knock = {
  fill: 'none',
  stroke: 'var(--color-ink-on-solid)',
  strokeWidth: 1.5,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const shapes: Record<StatusKind, ReactNode> = {
  success: (
    <>
      <circle cx="7" cy="7" r="6.5" fill="currentColor" />
      <path {...knock} d="M4.2 7.3l1.9 1.9 3.7-4.2" />
    </>
  ),
  failure: (
    <>
      <rect x="2.1" y="2.1" width="9.8" height="9.8" rx="1.6" transform="rotate(45 7 7)" fill="currentColor" />
      <path {...knock} d="M5.2 5.2l3.6 3.6M8.8 5.2L5.2 8.8" />
    </>
  ),
  retrying: (
    <>
      <path {...bold} d="M12.2 7a5.2 5.2 0 1 1-1.7-3.85L12.3 4.7M12.4 1.6v3.2H9.2" />
      <circle cx="7" cy="7" r="1.7" fill="currentColor" />
    </>
  ),
  waiting: (
    <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.3 2.02" />
  ),
  cancelled: (
    <>
      <circle {...line} cx="7" cy="7" r="5.6" />
      <path {...line} d="M3.2 10.8l7.6-7.6" />
    </>
  ),
  warning: (
    <>
      <path
        fill="currentColor"
        d="M7 1.4a1 1 0 0 1 .87.5l5 8.9a1 1 0 0 1-.87 1.5H2a1 1 0 0 1-.87-1.5l5-8.9A1 1 0 0 1 7 1.4z"
      />
      <path {...knock} d="M7 5v3.2M7 10.2v.01" />
    </>
  ),
  disabled: (
    <>
      <rect {...line} x="1" y="1" width="12" height="12" rx="3" />
      <path {...line} d="M5.3 4.8v4.4M8.7 4.8v4.4" />
    </>
  ),
  backlog: (
    <g fill="currentColor">
      <rect x="1" y="9.5" width="12" height="3" rx="1" />
      <rect x="2.3" y="5.5" width="9.4" height="3" rx="1" />
      <rect x="4" y="1.5" width="6" height="3" rx="1" />
    </g>
  ),
  rejected: (
    <>
      <path fill="currentColor" d="M4.3 1h5.4L13 4.3v5.4L9.7 13H4.3L1 9.7V4.3z" />
      <path {...knock} d="M4.3 7h5.4" />
    </>
  ),
  received: <path {...bold} d="M7 1.2v7M3.9 5.3L7 8.4l3.1-3.1M1.5 11.8h11" />,
}

const sizes = { xs: 'size-3', sm: 'size-3.5', md: 'size-4.5' } as const

type StatusGlyphProps = {
  kind: StatusKind
  /** 12, 14 (default) or 18 px. */
  size?: keyof typeof sizes
  /** Set it only where no word stands beside the glyph. */
  label?: string
  className?: string
}

/** The silhouette of a status; silent for screen readers unless it has a label. */
export function StatusGlyph({ kind, size = 'sm', label, className }: StatusGlyphProps) {
  const classes = cx('shrink-0', sizes[size], statusTone[kind].solid, className)
  if (!label)
    return (
      <svg viewBox="0 0 14 14" aria-hidden="true" className={classes}>
        {shapes[kind]}
      </svg>
    )
  return (
    <svg viewBox="0 0 14 14" role="img" aria-label={label} className={classes}>
      {shapes[kind]}
    </svg>
  )
}
