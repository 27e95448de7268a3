import type { ReactNode } from 'react'

type MessageStateProps = {
  glyph: ReactNode
  title: string
  children?: ReactNode
  actions?: ReactNode
  foot?: ReactNode
}

/** The centred frame that the empty, error, permission and no-match states share. */
export function MessageState({ glyph, title, children, actions, foot }: MessageStateProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-center gap-2 px-6 py-8 text-center">
      <span className="mb-1 text-ink-3 [&_.lucide]:size-8 [&_.lucide]:stroke-1">{glyph}</span>
      <h2 className="font-semibold text-md">{title}</h2>
      {children && <div className="max-w-[44ch] text-ink-2">{children}</div>}
      {actions && <div className="mt-1 flex flex-wrap justify-center gap-2">{actions}</div>}
      {foot}
    </div>
  )
}
