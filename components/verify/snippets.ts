import { JAVASCRIPT_SNIPPETS } from './javascript-snippets.ts'
import { LIBRARY_SNIPPETS } from './library-snippets.ts'
import { PLAIN_SNIPPETS } from './plain-snippets.ts'
import type { Snippet } from './snippet.ts'

/** Every printed way to verify, in the order they are offered. `docs/verify.md` prints the same: a test holds them equal. */
export const SNIPPETS: readonly Snippet[] = [...JAVASCRIPT_SNIPPETS, ...LIBRARY_SNIPPETS, ...PLAIN_SNIPPETS]
