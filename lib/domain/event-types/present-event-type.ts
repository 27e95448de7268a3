import { z } from 'zod'
import type { EventType } from '#lib/db/generated/client.ts'
import { type EventTypeView, eventTypeSchemasSchema } from './schemas.ts'

export function presentEventType(row: EventType): EventTypeView {
  return {
    name: row.name,
    description: row.description,
    groupName: row.groupName,
    schemas: eventTypeSchemasSchema.nullable().catch(null).parse(row.schemas),
    example: z.json().catch(null).parse(row.example),
    deprecated: row.deprecated,
    archived: row.archived,
    discovered: row.discovered,
    featureFlags: row.featureFlags.length === 0 ? null : row.featureFlags,
    retrySchedule: row.retrySchedule,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
