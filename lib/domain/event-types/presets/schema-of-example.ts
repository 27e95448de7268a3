/** A JSON value, as presets and examples hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/** JSON Schema (2020-12) of an example: every member it shows, required; times and ids by their format. */
export function schemaOfExample(example: Json): { readonly [key: string]: Json } {
  if (example === null) return { type: ['string', 'null'] }
  if (typeof example === 'string') return { type: 'string', ...formatOf(example) }
  if (typeof example === 'number') return { type: Number.isInteger(example) ? 'integer' : 'number' }
  if (typeof example === 'boolean') return { type: 'boolean' }
  if (isList(example))
    return { type: 'array', ...(example[0] === undefined ? {} : { items: schemaOfExample(example[0]) }) }
  const properties = Object.fromEntries(Object.entries(example).map(([key, value]) => [key, schemaOfExample(value)]))
  return { type: 'object', properties, required: Object.keys(example) }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

function formatOf(text: string): { readonly format?: string } {
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return { format: 'date-time' }
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return { format: 'uuid' }
  return /^https?:\/\//.test(text) ? { format: 'uri' } : {}
}
