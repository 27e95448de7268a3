import { queryOptions } from '@tanstack/react-query'
import type { ActivityRange, ActivityView } from '#lib/domain/activity/schemas.ts'
import type { EventTypeTraffic } from '#lib/domain/statistics/schemas.ts'
import { instanceHeader, requestJson } from './request-json.ts'
import { type EventTypeItem, eventTypeSchema, pageOf } from './schemas.ts'
import * as z from './shape.ts'

export const eventTypeQueries = {
  key: (instanceId: string) => ['instance', instanceId, 'event-types'] as const,
  all: (instanceId: string) =>
    queryOptions({
      queryKey: [...eventTypeQueries.key(instanceId), 'all'],
      queryFn: ({ signal }) => readAll(instanceId, signal),
      staleTime: 10_000,
    }),
  /** With the archived ones: for the pages of the catalogue itself. */
  catalogue: (instanceId: string) =>
    queryOptions({
      queryKey: [...eventTypeQueries.key(instanceId), 'catalogue'],
      queryFn: ({ signal }) => readAll(instanceId, signal, { include_archived: 'true' }),
      staleTime: 10_000,
    }),
  /** Messages of the last day by event type; those without any are left out. */
  daily: (instanceId: string) =>
    queryOptions({
      queryKey: [...eventTypeQueries.key(instanceId), 'daily'],
      queryFn: async ({ signal }) => {
        const path = `/api/v1/app/${instanceId}/stats/event-types`
        const { data } = await requestJson(z.trusted<EventTypeTraffic>(), path, { signal })
        return Object.fromEntries(data.map(({ eventType, accepted }) => [eventType, accepted]))
      },
      staleTime: 60_000,
    }),
  preset: (name: string) =>
    queryOptions({
      queryKey: ['event-type-preset', name],
      queryFn: async ({ signal }) =>
        (await requestJson(presetSchema, `/api/v1/event-type-preset/${name}`, { signal })).data,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  traffic: (instanceId: string, name: string, range: ActivityRange) =>
    queryOptions({
      queryKey: [...eventTypeQueries.key(instanceId), name, 'traffic', range],
      queryFn: ({ signal }) => {
        const query = new URLSearchParams({ range, event_type: name })
        return requestJson(z.trusted<ActivityView>(), `/api/v1/app/${instanceId}/activity?${query}`, { signal })
      },
      refetchInterval: 5000,
    }),
}

/** What an import or a preset says about an event type. */
const describedSchema = eventTypeSchema
  .pick({ name: true, description: true, groupName: true, deprecated: true, schemas: true })
  .extend({ example: z.json().optional() })
export type DescribedEventType = z.output<typeof describedSchema>

const presetSchema = z.object({ data: z.array(describedSchema) })

/** The whole catalogue: some hundred names, read 250 at a time. */
async function readAll(instanceId: string, signal: AbortSignal, more = {}): Promise<EventTypeItem[]> {
  const all: EventTypeItem[] = []
  let iterator = ''
  for (let page = 0; page < 20; page += 1) {
    const query = new URLSearchParams({
      limit: '250',
      with_content: 'true',
      ...more,
      ...(iterator ? { iterator } : {}),
    })
    const answer = await requestJson(pageOf(eventTypeSchema), `/api/v1/event-type?${query}`, {
      signal,
      headers: instanceHeader(instanceId),
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
  readonly schemas?: EventTypeItem['schemas']
  readonly example?: EventTypeItem['example']
  readonly deprecated?: boolean
}

export type EventTypeChange = Partial<Omit<EventTypeFields, 'name'>> & {
  readonly archived?: boolean
  readonly retrySchedule?: readonly number[]
}

function pathOf(name: string): string {
  return `/api/v1/event-type/${encodeURIComponent(name)}`
}

export function createEventType(instanceId: string, body: EventTypeFields) {
  return requestJson(eventTypeSchema, '/api/v1/event-type', {
    method: 'POST',
    body,
    headers: instanceHeader(instanceId),
  })
}

export function updateEventType(instanceId: string, name: string, body: EventTypeChange) {
  return requestJson(eventTypeSchema, pathOf(name), { method: 'PATCH', body, headers: instanceHeader(instanceId) })
}

/** Takes over what an import or a preset says; the event type is made when there is none. */
export function putEventType(instanceId: string, { name, ...body }: DescribedEventType) {
  return requestJson(z.unknown(), pathOf(name), { method: 'PUT', body, headers: instanceHeader(instanceId) })
}

/** Loads a whole preset into a new instance, telling how far it is. */
export async function loadPreset(
  instanceId: string,
  preset: string,
  onProgress: (done: number, total: number) => void,
) {
  const { data } = await requestJson(presetSchema, `/api/v1/event-type-preset/${preset}`)
  for (const [index, type] of data.entries()) {
    await putEventType(instanceId, type)
    onProgress(index + 1, data.length)
  }
}

/** Deletes it for good; archiving is a change of `archived`. */
export function deleteEventType(instanceId: string, name: string) {
  const path = `${pathOf(name)}?expunge=true`
  return requestJson(z.unknown(), path, { method: 'DELETE', headers: instanceHeader(instanceId) })
}

const importSchema = z.object({ data: z.object({ to_modify: z.array(describedSchema) }) })

/** The event types in the `webhooks` section of an OpenAPI 3 document, without writing any. */
export async function readOpenApi(instanceId: string, spec: string): Promise<DescribedEventType[]> {
  const answer = await requestJson(importSchema, '/api/v1/event-type/import/openapi', {
    method: 'POST',
    body: { specRaw: spec, dryRun: true },
    headers: instanceHeader(instanceId),
  })
  return answer.data.to_modify
}
