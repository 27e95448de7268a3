import type { ReactNode } from 'react'
import { StatusGlyph } from './status-glyph.tsx'
import { type StatusKind, statusTone } from './status-kind.ts'

type AttentionRowProps = {
  kind: StatusKind
  name: ReactNode
  /** "Failing", "Backlog": the word in the status colour. */
  word?: ReactNode
  children: ReactNode
  /** Short facts beneath: "1,450 retrying". */
  facts?: readonly string[]
  action?: ReactNode
}

/** One thing that needs somebody: glyph, name, sentence, facts and the button. For lists inside a panel. */
export function AttentionRow({ kind, name, word, children, facts = [], action }: AttentionRowProps) {
  return (
    <div className="grid grid-cols-[18px_minmax(0,1fr)] gap-x-2.5 gap-y-0.5 border-line border-b py-3 pr-3 pl-4 last:border-b-0 sm:grid-cols-[18px_minmax(0,1fr)_auto]">
      <StatusGlyph kind={kind} className="mt-0.75" />
      <div className="min-w-0">
        <p>
          <b>{name}</b>
          {word && <span className={`ml-2 text-xs ${statusTone[kind].text}`}>{word}</span>}
        </p>
        <p className="max-w-[76ch] text-ink-2">{children}</p>
        {facts.length > 0 && (
          <p className="mt-0.5 flex flex-wrap gap-x-3 gap-y-1 text-ink-3 text-xs">
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        )}
      </div>
      {action && <div className="mt-0.5 max-sm:col-start-2 max-sm:mt-1">{action}</div>}
    </div>
  )
}
