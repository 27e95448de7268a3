import { cx } from './class-names.ts'
import { CodeTokens } from './code-tokens.tsx'
import { CopyButton } from './copy-button.tsx'
import { type CodeLanguage, highlight } from './highlight.ts'
import { ScrollRegion } from './scroll-region.tsx'

type CodeBlockProps = {
  code: string
  /** Names it for screen readers and the copy button: "request body". */
  label: string
  language?: CodeLanguage
  hasNumbers?: boolean
  /** Long lines break instead of scrolling. */
  isWrapped?: boolean
  /** Without its own edge, to fill a panel. */
  isBare?: boolean
  hasCopy?: boolean
  /** Copies this instead of what is shown, for masked secrets. */
  copyValue?: string
  className?: string
}

/** Code in its well, with line numbers and copy. JSON is shown as given: format it before. */
export function CodeBlock(props: CodeBlockProps) {
  const { code, label, language = 'text', hasNumbers, isWrapped, isBare, hasCopy = true, copyValue, className } = props
  const lines = highlight(code, language)
  return (
    <div
      className={cx('group relative min-w-0', !isBare && 'rounded-sm bg-sunken inset-ring inset-ring-line', className)}
    >
      <ScrollRegion label={label} className="max-h-120 overflow-auto rounded-sm py-2 font-mono text-xs leading-4.5">
        <code className={cx('grid min-w-full', isWrapped ? 'w-full' : 'w-max')}>
          {lines.map((tokens, index) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
              key={index}
              className={cx(
                'flex min-h-4.5 px-3',
                isWrapped ? 'whitespace-pre-wrap break-all' : 'whitespace-pre',
                hasCopy && 'pr-10',
              )}
            >
              {hasNumbers && (
                <span aria-hidden="true" className="mr-3 inline-block w-6 shrink-0 select-none text-right text-ink-3">
                  {index + 1}
                </span>
              )}
              <span className="min-w-0">
                <CodeTokens tokens={tokens} />
              </span>
            </span>
          ))}
        </code>
      </ScrollRegion>
      {hasCopy && (
        <span className={cx('absolute top-2.5 right-2', isBare ? 'bg-surface' : 'bg-sunken')}>
          <CopyButton value={copyValue ?? code} label={label} />
        </span>
      )}
    </div>
  )
}
