/** Where a list begins. A function, so that its type has room for the iterators of later pages. */
export function firstPage(): string | null {
  return null
}

/** Where the page after `last` begins; null after the end. */
export function nextPage(last: { readonly done: boolean; readonly iterator: string | null }): string | null {
  return last.done ? null : last.iterator
}
