import type { EventTypeItem } from '#lib/queries/schemas.ts'

/** The newest version of an event type's JSON Schema, or null. */
export function latestSchema(type: Pick<EventTypeItem, 'schemas'> | undefined): Json | null {
  return Object.values(type?.schemas ?? {}).at(-1) ?? null
}

type Json = NonNullable<EventTypeItem['schemas']>[string]

/**
 * Where a body does not fit a JSON Schema: `payload.status: Invalid option …`; empty when it fits. A schema that
 * cannot be read checks nothing. The checker comes with the first call.
 */
export async function schemaProblems(schema: Json, body: unknown): Promise<string[]> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return []
  const { z } = await import('zod')
  try {
    const { error } = z.fromJSONSchema(schema).safeParse(body)
    return error?.issues.map(({ path, message }) => `${path.join('.') || 'the body'}: ${message}`) ?? []
  } catch {
    return []
  }
}
