export type CodeLanguage = 'json' | 'shell' | 'http' | 'code' | 'text'
export type TokenKind = 'key' | 'string' | 'number' | 'keyword' | 'comment' | 'plain'
export type Token = { kind: TokenKind; text: string }

const STRING = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|${'`'}(?:[^${'`'}\\]|\\.)*${'`'}`
const NUMBER = String.raw`\b\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?\b`
const WORDS =
  'abstract|as|async|await|begin|break|case|catch|class|const|continue|def|defer|do|else|end|enum|export|extends|false|final|finally|fn|for|foreach|from|fun|func|function|go|if|impl|implements|import|in|interface|let|match|mod|mut|namespace|new|nil|None|not|null|or|package|private|pub|public|raise|require|return|self|static|struct|switch|this|throw|throws|trait|true|True|False|try|type|use|using|val|var|void|while|with|yield'

const patterns: Record<Exclude<CodeLanguage, 'text'>, RegExp> = {
  json: /(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))|(?<string>"(?:[^"\\\n]|\\.)*")|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<keyword>\b(?:true|false|null)\b)/g,
  shell:
    /(?<comment>(?<=^|\s)#[^\n]*)|(?<key>\$\{?\w+\}?)|(?<string>'[^']*'|"(?:[^"\\]|\\.)*")|(?<keyword>^(?:curl|npm|npx|export|openssl|posthorn)\b)/gm,
  http: /(?<key>^[\w-]+(?=:))|(?<keyword>^(?:GET|POST|PUT|PATCH|DELETE|HTTP\/[\d.]+)\b)|(?<number>(?<=^HTTP\/[\d.]+ )\d{3})/gm,
  code: new RegExp(
    `(?<comment>\\/\\/[^\\n]*|\\/\\*[\\s\\S]*?\\*\\/|(?<=^|\\s)#(?!\\[|include)[^\\n]*)|(?<string>${STRING})|(?<number>${NUMBER})|(?<keyword>\\b(?:${WORDS})\\b)`,
    'gm',
  ),
}

const LIMIT = 200_000

/** Splits text into lines of coloured tokens. Light-weight on purpose: no grammar, and plain above 200,000 characters. */
export function highlight(text: string, language: CodeLanguage): Token[][] {
  const tokens: Token[] =
    language === 'text' || text.length > LIMIT ? [{ kind: 'plain', text }] : tokenise(text, patterns[language])
  const lines: Token[][] = [[]]
  for (const token of tokens) {
    token.text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([])
      if (part) lines.at(-1)?.push({ kind: token.kind, text: part })
    })
  }
  return lines
}

function tokenise(text: string, pattern: RegExp): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: text.slice(at, match.index) })
    tokens.push({ kind: kindOf(match), text: match[0] })
    at = match.index + match[0].length
  }
  if (at < text.length) tokens.push({ kind: 'plain', text: text.slice(at) })
  return tokens
}

function kindOf(match: RegExpExecArray): TokenKind {
  const kinds: TokenKind[] = ['key', 'string', 'number', 'keyword', 'comment']
  return kinds.find((kind) => match.groups?.[kind] !== undefined) ?? 'plain'
}
