const HEAD = 8

/**
 * A text to look for in others, in one pass by Knuth, Morris and Pratt. Whoever chooses both could make the built-in
 * search, which compares anew at every place, take seconds; and nothing else is sent meanwhile.
 */
export class Needle {
  readonly #text: string
  /** Where not even this occurs, the built-in search has said so at once. */
  readonly #head: string
  /** At each place, how much of the text's beginning ends there. */
  readonly #shorter: Int32Array

  constructor(text: string) {
    this.#text = text
    this.#head = text.slice(0, HEAD)
    this.#shorter = new Int32Array(text.length)
    for (let at = 1, length = 0; at < text.length; at++) {
      length = this.#extend(length, text.charCodeAt(at))
      this.#shorter[at] = length
    }
  }

  replaceIn(hay: string, by: string): string {
    if (!hay.includes(this.#head)) return hay
    let replaced = ''
    let from = 0
    let length = 0
    for (let at = 0; at < hay.length; at++) {
      length = this.#extend(length, hay.charCodeAt(at))
      if (length < this.#text.length) continue
      replaced += hay.slice(from, at + 1 - length) + by
      from = at + 1
      length = 0
    }
    return from === 0 ? hay : replaced + hay.slice(from)
  }

  /** How many characters of it, short of all, the hay ends with. */
  begunAtEndOf(hay: string): number {
    let length = 0
    for (let at = Math.max(0, hay.length - this.#text.length + 1); at < hay.length; at++)
      length = this.#extend(length, hay.charCodeAt(at))
    return length
  }

  /** How much matches once this character follows. */
  #extend(matched: number, code: number): number {
    let length = matched
    while (length > 0 && this.#text.charCodeAt(length) !== code) length = this.#shorter[length - 1] ?? 0
    return this.#text.charCodeAt(length) === code ? length + 1 : 0
  }
}
