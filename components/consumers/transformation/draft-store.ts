import * as z from '#lib/queries/shape.ts'

/** Code that nobody has saved yet. */
export type Draft = {
  readonly code: string
  /** The version it was begun on; null before the first. */
  readonly base: number | null
}

const draftSchema = z.object({ code: z.string(), base: z.number().nullable() })
const PREFIX = 'posthorn.draft.'

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Drafts by name, kept in `shelf` and, where that is full or forbidden, in memory until the page is left. */
export function createDraftStore(shelf: () => Shelf) {
  const listeners = new Set<() => void>()
  const known = new Map<string, Draft | null>()
  const put = (name: string, draft: Draft | null) => {
    known.set(name, draft)
    unlessForbidden(() =>
      draft === null ? shelf().removeItem(PREFIX + name) : shelf().setItem(PREFIX + name, JSON.stringify(draft)),
    )
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** The same object until it changes. */
    read(name: string): Draft | null {
      const draft = known.get(name) ?? unlessForbidden(() => parse(shelf().getItem(PREFIX + name))) ?? null
      known.set(name, draft)
      return draft
    },
    keep: put,
    drop: (name: string) => put(name, null),
  }
}

/** Drafts of this tab: they survive a reload and every way around the dashboard, not the tab. */
export const drafts = createDraftStore(() => sessionStorage)

function parse(text: string | null): Draft | null {
  if (text === null) return null
  const read = draftSchema.safeParse(JSON.parse(text))
  return read.success ? read.data : null
}

function unlessForbidden<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
