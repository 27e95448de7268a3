import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { requestJson } from './request-json.ts'
import { type EventTypeItem, eventTypeSchema, pageOf } from './schemas.ts'

/** Event types live at the top of the API; the header names the instance. */
function headersOf(instanceId: string) {
  return { 'x-instance-id': instanceId }
}

export const eventTypeQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'event-types'] as const,
  all: (instanceId: string) =>
    queryOptions({
      queryKey: [...eventTypeQueries.key(instanceId), 'all'],
      queryFn: ({ signal }) => readAll(instanceId, signal),
      staleTime: 10_000,
    }),
}

/** The whole catalogue: some hundred names, read 250 at a time. */
async function readAll(instanceId: string, signal: AbortSignal): Promise<EventTypeItem[]> {
  const all: EventTypeItem[] = []
  let iterator = ''
  for (let page = 0; page < 20; page += 1) {
    const query = new URLSearchParams({ limit: '250', with_content: 'true', ...(iterator ? { iterator } : {}) })
    const answer = await requestJson(pageOf(eventTypeSchema), `/api/v1/event-type?${query}`, {
      signal,
      headers: headersOf(instanceId),
    })
    all.push(...answer.data)
    if (answer.done || answer.iterator === null) break
    iterator = answer.iterator
  }
  return all
}

export type EventTypeFields = {
  readonly name: string
  readonly description: string
  readonly groupName?: string | null
  readonly schemas?: Record<string, unknown> | null
}

export function createEventType(instanceId: string, fields: EventTypeFields) {
  return requestJson(eventTypeSchema, '/api/v1/event-type', {
    method: 'POST',
    body: fields,
    headers: headersOf(instanceId),
  })
}

export function updateEventType(
  instanceId: string,
  name: string,
  change: Partial<EventTypeFields> & { deprecated?: boolean; archived?: boolean },
) {
  const path = `/api/v1/event-type/${encodeURIComponent(name)}`
  return requestJson(eventTypeSchema, path, { method: 'PATCH', body: change, headers: headersOf(instanceId) })
}

const importSchema = z.object({ data: z.object({ modified: z.array(z.string()) }) })

export function importOpenApi(instanceId: string, spec: string) {
  return requestJson(importSchema, '/api/v1/event-type/import/openapi', {
    method: 'POST',
    body: { specRaw: spec },
    headers: headersOf(instanceId),
  })
}
