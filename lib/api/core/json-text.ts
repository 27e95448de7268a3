import { RawJson } from './route.ts'

/** A success body as JSON text, its `RawJson` parts put in as they are. */
export function jsonText(value: unknown): string {
  return written(value) ?? 'null'
}

// Undefined where JSON has nothing to write, as with `JSON.stringify`.
function written(value: unknown): string | undefined {
  if (value instanceof RawJson) return value.text
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return JSON.stringify(value)
  const members = Object.entries(value).flatMap(([name, item]) => {
    const text = written(item)
    return text === undefined ? [] : [`${JSON.stringify(name)}:${text}`]
  })
  return `{${members.join(',')}}`
}
