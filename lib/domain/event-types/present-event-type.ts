import { z } from 'zod'
import type { EventType } from '#lib/db/generated/client.ts'
import { type EventTypeView, eventTypeSchemasSchema } from './schemas.ts'

const storedSchemas = eventTypeSchemasSchema.nullable().catch(null)
const storedExample = z.json().catch(null)

/** An event type as the API shows it. */
export function presentEventType(row: EventType): EventTypeView {
  return {
    name: row.name,
    description: row.description,
    groupName: row.groupName,
    schemas: storedSchemas.parse(row.schemas),
    example: storedExample.parse(row.example),
    deprecated: row.deprecated,
    archived: row.archived,
    discovered: row.discovered,
    featureFlags: row.featureFlags.length === 0 ? null : row.featureFlags,
    retrySchedule: row.retrySchedule,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
