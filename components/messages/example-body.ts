import type { EventTypeItem } from '#lib/queries/schemas.ts'

type Parsed = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string }

/** Reads a body that somebody typed: it has to be a JSON object. */
export function parseBody(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value }
    return { ok: false, problem: 'The body must be a JSON object.' }
  } catch (error) {
    return { ok: false, problem: `The body is not JSON: ${error instanceof Error ? error.message : 'unreadable'}` }
  }
}

/** The example of an event type, or a minimal event of its name. */
export function exampleOf(type: Pick<EventTypeItem, 'name'> & Partial<EventTypeItem>): string {
  const fallback = {
    id: crypto.randomUUID(),
    eventType: type.name,
    generatedDate: new Date().toISOString(),
    payload: {},
  }
  return JSON.stringify(type.example ?? fallback, null, 2)
}
