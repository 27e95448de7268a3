import type { Token, TokenKind } from './highlight.ts'

export const tokenColour: Record<TokenKind, string | undefined> = {
  key: 'text-code-key',
  string: 'text-code-string',
  number: 'text-code-number',
  keyword: 'text-code-keyword',
  comment: 'text-code-comment',
  plain: undefined,
}

/** One highlighted line. */
export function CodeTokens({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity beyond their place
    <span key={index} className={tokenColour[token.kind]}>
      {token.text}
    </span>
  ))
}
