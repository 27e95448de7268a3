import { z } from 'zod'
import type { Json } from '#components/ui/json-tree.tsx'

/** What came as JSON, for the tree; null when it is not. */
export function toJson(value: unknown): Json {
  const parsed = z.json().safeParse(value)
  return parsed.success ? parsed.data : null
}
