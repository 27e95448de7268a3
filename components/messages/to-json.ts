import type { Json } from '#components/ui/json-tree.tsx'
import { json } from '#lib/queries/shape.ts'

/** What came as JSON, for the tree; null when it is not. */
export function toJson(value: unknown): Json {
  const parsed = json().safeParse(value)
  return parsed.success ? parsed.data : null
}
