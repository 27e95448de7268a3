import { z } from 'zod'

const schemaShape = z.looseObject({
  type: z.string().optional(),
  format: z.string().optional(),
  examples: z.array(z.json()).optional(),
  default: z.json().optional(),
  const: z.json().optional(),
  enum: z.array(z.json()).optional(),
  anyOf: z.array(z.json()).optional(),
  required: z.array(z.string()).optional(),
  properties: z.record(z.string(), z.json()).optional(),
  items: z.json().optional(),
  minItems: z.int().optional(),
  minimum: z.number().optional(),
})
type Json = z.output<ReturnType<typeof z.json>>

/** A value that a JSON Schema allows: its own example where it has one, else the least that it demands. */
export function exampleOf(schema: unknown): Json {
  const known = schemaShape.parse(schema)
  const { type, format, examples, default: fallback, const: only, enum: choices, anyOf, minimum = 1 } = known
  const given = [examples?.[0], fallback, only, choices?.[0]].find((value) => value !== undefined)
  if (given !== undefined) return given
  if (anyOf !== undefined) return exampleOf(anyOf[0])
  if (type === 'object') return objectExample(known)
  if (type === 'array') return (known.minItems ?? 0) > 0 ? [exampleOf(known.items ?? {})] : []
  if (type === 'integer' || type === 'number') return Math.max(1, minimum)
  if (type === 'boolean') return true
  if (type === 'string') return format === 'date-time' ? '2026-11-24T09:00:00Z' : 'text'
  return {}
}

function objectExample({ required = [], properties = {} }: z.output<typeof schemaShape>): Json {
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]))
}
