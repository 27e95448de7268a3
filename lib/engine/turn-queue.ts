/** Waiting items that take turns by their key, so that many of one key do not hold up the others. */
export class TurnQueue<T> {
  /** In order of service. */
  readonly #lines = new Map<string, T[]>()

  get isEmpty(): boolean {
    return this.#lines.size === 0
  }

  add(key: string, item: T): void {
    const line = this.#lines.get(key)
    if (line === undefined) this.#lines.set(key, [item])
    else line.push(item)
  }

  /**
   * The first of the key whose turn it is; that key then goes to the end. Null asks for one that `allows` lets through.
   */
  next(allows: (key: string) => boolean): T | null {
    for (const [key, line] of this.#lines) {
      if (!allows(key)) continue
      const item = line.shift()
      this.#lines.delete(key)
      if (line.length > 0) this.#lines.set(key, line)
      return item ?? null
    }
    return null
  }

  drain(): T[] {
    const all = [...this.#lines.values()].flat()
    this.#lines.clear()
    return all
  }
}
