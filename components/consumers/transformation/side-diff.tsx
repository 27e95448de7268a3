import { CodeTokens } from '#components/ui/code-tokens.tsx'
import { highlight } from '#components/ui/highlight.ts'
import { type DiffLine, diffLines } from '#components/ui/line-diff.ts'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'

type Side = 'removed' | 'added'

const LOOKS = {
  removed: { row: 'bg-diff-del border-diff-del-mark', sign: '−', word: 'Removed: ', colour: 'text-failure' },
  added: { row: 'bg-diff-add border-diff-add-mark', sign: '+', word: 'Added: ', colour: 'text-success' },
} as const

/** One side of a comparison: `removed` shows the text before with what went, `added` the text after with what came. */
export function SideDiff({ before, after, side, label }: { before: string; after: string; side: Side; label: string }) {
  const lines = diffLines(before, after).filter(({ kind }) => kind === 'same' || kind === side)
  return (
    <ScrollRegion label={label} className="max-h-100 overflow-auto py-2 font-mono text-xs leading-4.5">
      <code className="grid w-max min-w-full">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <SideLine key={index} line={line} number={index + 1} side={side} />
        ))}
      </code>
    </ScrollRegion>
  )
}

function SideLine({ line, number, side }: { line: DiffLine; number: number; side: Side }) {
  const look = line.kind === 'same' ? null : LOOKS[side]
  return (
    <span className={`flex min-h-4.5 border-l-2 pr-3 ${look?.row ?? 'border-transparent'}`}>
      <span aria-hidden="true" className={`w-4 shrink-0 select-none text-center ${look?.colour ?? ''}`}>
        {look?.sign}
      </span>
      <span aria-hidden="true" className="mr-3 w-6 shrink-0 select-none text-right text-ink-3">
        {number}
      </span>
      {look && <span className="sr-only">{look.word}</span>}
      <span className="whitespace-pre">
        <CodeTokens tokens={highlight(line.text, 'json')[0] ?? []} />
      </span>
    </span>
  )
}
