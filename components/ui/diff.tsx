import { cx } from './class-names.ts'
import { CodeTokens } from './code-tokens.tsx'
import { type CodeLanguage, highlight } from './highlight.ts'
import { diffLines } from './line-diff.ts'
import { ScrollRegion } from './scroll-region.tsx'

type DiffProps = { before: string; after: string; label: string; language?: CodeLanguage; isBare?: boolean }

const looks = {
  same: { row: '', sign: '', word: '', colour: '' },
  added: { row: 'bg-diff-add border-diff-add-mark', sign: '+', word: 'Added: ', colour: 'text-success' },
  removed: { row: 'bg-diff-del border-diff-del-mark', sign: '−', word: 'Removed: ', colour: 'text-failure' },
} as const

/** What changed between two texts, line by line, with a mark beside the colour. */
export function Diff({ before, after, label, language = 'json', isBare = false }: DiffProps) {
  const lines = diffLines(before, after)
  return (
    <ScrollRegion
      label={label}
      className={cx(
        'max-h-120 overflow-auto py-2 font-mono text-xs leading-4.5',
        !isBare && 'rounded-sm bg-sunken inset-ring inset-ring-line',
      )}
    >
      <code className="grid w-max min-w-full">
        {lines.map((line, index) => {
          const look = looks[line.kind]
          return (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the diff
              key={index}
              className={cx('flex min-h-4.5 border-transparent border-l-2 pr-3 pl-2', look.row)}
            >
              <span aria-hidden="true" className={cx('w-4 shrink-0 select-none', look.colour)}>
                {look.sign}
              </span>
              <span className="sr-only">{look.word}</span>
              <span className="whitespace-pre">
                <CodeTokens tokens={highlight(line.text, language)[0] ?? []} />
              </span>
            </span>
          )
        })}
      </code>
    </ScrollRegion>
  )
}
