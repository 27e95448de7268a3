import { queryOptions } from '@tanstack/react-query'
import { OPERATIONAL_EVENT_TYPES } from '#lib/domain/operational-events/schemas.ts'
import { instanceHeader, requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

/** What operational endpoints can be told. */
export const ALERT_TYPES = OPERATIONAL_EVENT_TYPES

const base = '/api/v1/operational-webhook/endpoint'

const alertEndpointSchema = z.object({
  id: z.string(),
  uid: z.string().nullable(),
  url: z.string(),
  description: z.string(),
  disabled: z.boolean(),
  disabledReason: z.string().nullable(),
  /** Null: every one. */
  eventTypes: z.array(z.string()).nullable(),
  throttleRate: z.int().nullable(),
  metadata: z.record(z.string(), z.string()),
})
export type AlertEndpoint = z.output<typeof alertEndpointSchema>

export const alertEndpointPage = pageOf(alertEndpointSchema)

export const alertQueries = {
  list: (instanceId: string) =>
    queryOptions({
      queryKey: ['instance', instanceId, 'alert-endpoints'],
      queryFn: ({ signal }) =>
        requestJson(alertEndpointPage, `${base}?limit=250`, { signal, headers: instanceHeader(instanceId) }),
    }),
}

export type AlertFields = {
  readonly url: string
  readonly description: string
  readonly eventTypes: readonly string[] | null
}

export function createAlertEndpoint(instanceId: string, body: AlertFields) {
  return requestJson(alertEndpointSchema, base, { method: 'POST', body, headers: instanceHeader(instanceId) })
}

/** Replaces it: what is not changed is sent as it is. */
export function updateAlertEndpoint(
  instanceId: string,
  endpoint: AlertEndpoint,
  change: Partial<AlertFields & Pick<AlertEndpoint, 'disabled'>>,
) {
  const { id, disabledReason: _, ...fields } = endpoint
  const body = { ...fields, ...change }
  return requestJson(alertEndpointSchema, `${base}/${id}`, { method: 'PUT', body, headers: instanceHeader(instanceId) })
}

export function deleteAlertEndpoint(instanceId: string, endpointId: string) {
  return requestJson(z.unknown(), `${base}/${endpointId}`, { method: 'DELETE', headers: instanceHeader(instanceId) })
}

/** The signing secret, on demand only: it is never part of a cached query. */
export async function revealAlertSecret(instanceId: string, endpointId: string): Promise<string> {
  const path = `${base}/${endpointId}/secret`
  const { key } = await requestJson(z.object({ key: z.string() }), path, { headers: instanceHeader(instanceId) })
  return key
}

export function rotateAlertSecret(instanceId: string, endpointId: string) {
  const path = `${base}/${endpointId}/secret/rotate`
  return requestJson(z.unknown(), path, { method: 'POST', body: {}, headers: instanceHeader(instanceId) })
}
