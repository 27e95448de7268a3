import { randomUUID } from 'node:crypto'

/** Stands in for texts while a body is written; each process draws its own, so that no value can hold it. */
const MARK = randomUUID()
const MARKED = new RegExp(`"${MARK}:(\\d+)"`, 'g')

/** Of the body that is being written, which happens without a pause. */
let texts: string[] = []

/** A part of a success body that is JSON text already: a stored payload goes out byte for byte. */
export class RawJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }

  toJSON(): string {
    return `${MARK}:${texts.push(this.text) - 1}`
  }
}

/** A success body as JSON text, its `RawJson` parts put in as they are. */
export function jsonText(value: unknown): string {
  texts = []
  // A writer of our own took 5 ms for a page of 50 consumers with their figures.
  const text = JSON.stringify(value) ?? 'null'
  return texts.length === 0 ? text : text.replace(MARKED, (_, at) => texts[Number(at)] ?? 'null')
}
