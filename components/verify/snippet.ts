/** One way to verify what we send, as `docs/verify.md` prints it and the Verify tab shows it. */
export interface Snippet {
  readonly id: string
  readonly label: string
  /** Language of the fence in the document. */
  readonly fence: string
  /** Shell line that gets what the code needs; empty: nothing besides the language itself. */
  readonly install: string
  /** What to know before copying, in a sentence or two; may hold the path that is filled in. */
  readonly note: string
  readonly code: string
}

/** The path in every printed receiver; the Verify tab puts the consumer's own there. */
const PRINTED_PATH = '/webhooks'
const PLAIN_PATH = /^(\/[\w.~-]+)+$/

/** The snippet for a receiver at this URL. A path that would need quoting in some language is left as printed. */
export function fillIn(snippet: Snippet, url: string): Snippet {
  const path = URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : ''
  if (!PLAIN_PATH.test(path)) return snippet
  const filled = (text: string) => text.replaceAll(PRINTED_PATH, path)
  return { ...snippet, note: filled(snippet.note), code: filled(snippet.code) }
}
