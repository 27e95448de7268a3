/** One operation in a list. */
export interface ApiEntry {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly summary: string
}

/** The operations about one thing. */
export interface ApiSection {
  readonly title: string
  readonly entries: readonly ApiEntry[]
}
