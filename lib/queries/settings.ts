import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { InstanceView } from '#lib/domain/instances/schemas.ts'
import type { InvitationView, PersonView } from '#lib/domain/people/schemas.ts'
import type { SystemView } from '#lib/domain/system/schemas.ts'
import { filledIn } from './filled-in.ts'
import { firstPage, nextPage } from './pages.ts'
import { requestJson } from './request-json.ts'
import { pageOf } from './schemas.ts'
import * as z from './shape.ts'

export type { InstanceView } from '#lib/domain/instances/schemas.ts'
export type { InvitationView, PersonView } from '#lib/domain/people/schemas.ts'
export type { SystemView } from '#lib/domain/system/schemas.ts'

export const instanceViewSchema = z.trusted<InstanceView>()
const personViewSchema = z.trusted<PersonView>()
const invitationViewSchema = z.trusted<InvitationView>()
const roleSchema = z.enum(['owner', 'admin', 'viewer'])

export const systemViewSchema = z.trusted<SystemView>()
export const peopleSchema = z.object({ people: z.array(personViewSchema), invitations: z.array(invitationViewSchema) })

const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  role: roleSchema,
  createdBy: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
})
export const tokenPage = pageOf(tokenSchema)
export type TokenItem = z.output<typeof tokenSchema>

const auditSchema = z.object({
  id: z.string(),
  at: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  targetKind: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  before: z.json(),
  after: z.json(),
  requestId: z.string().nullable(),
})
export type AuditFilters = {
  /** Text in the name of who did it. */
  readonly actor: string
  /** What it was about: `consumer.` for everything about consumers. */
  readonly action: string
}

/** The query string of the audit log, without what is empty. */
export function auditSearch(filters: AuditFilters, iterator: string | null): Record<string, string> {
  const fields = { limit: '50', ...filters, iterator: iterator ?? '' }
  return filledIn(fields)
}

export const auditPage = pageOf(auditSchema)
export type AuditItem = z.output<typeof auditSchema>

export const settingsQueries = {
  instance: (instanceId: string) =>
    queryOptions({
      queryKey: ['instance', instanceId, 'settings'],
      queryFn: ({ signal }) => requestJson(instanceViewSchema, `/api/v1/app/${instanceId}`, { signal }),
    }),
  people: () =>
    queryOptions({
      queryKey: ['people'],
      queryFn: ({ signal }) => requestJson(peopleSchema, '/api/v1/person', { signal }),
    }),
  tokens: (instanceId: string) =>
    queryOptions({
      queryKey: ['instance', instanceId, 'tokens'],
      queryFn: ({ signal }) =>
        requestJson(tokenPage, `/api/v1/app/${instanceId}/token?limit=250&order=descending`, { signal }),
    }),
  audit: (instanceId: string, filters: AuditFilters) =>
    infiniteQueryOptions({
      queryKey: ['instance', instanceId, 'audit', filters],
      queryFn: ({ pageParam, signal }) => {
        const query = new URLSearchParams(auditSearch(filters, pageParam))
        return requestJson(auditPage, `/api/v1/app/${instanceId}/audit?${query}`, { signal })
      },
      initialPageParam: firstPage(),
      getNextPageParam: nextPage,
    }),
  system: () =>
    queryOptions({
      queryKey: ['system'],
      queryFn: ({ signal }) => requestJson(systemViewSchema, '/api/v1/system', { signal }),
      refetchInterval: 5000,
    }),
}

export type InstanceChange = {
  readonly name?: string
  readonly uid?: string | null
  readonly rate?: number | null
  readonly retrySchedule?: readonly number[]
  readonly svixHeaders?: boolean
  readonly secretOverlapHours?: number
}

export function updateInstance(instanceId: string, { rate, ...change }: InstanceChange) {
  const body = rate === undefined ? change : { ...change, throttleRate: rate }
  return requestJson(instanceViewSchema, `/api/v1/app/${instanceId}`, { method: 'PATCH', body })
}

export function deleteInstance(instanceId: string) {
  return requestJson(z.unknown(), `/api/v1/app/${instanceId}`, { method: 'DELETE' })
}

export type Role = z.output<typeof roleSchema>
export const ROLES = roleSchema.options

export function invitePerson(input: { email: string; role: Role }) {
  return requestJson(z.trusted<InvitationView & { token: string }>(), '/api/v1/invitation', {
    method: 'POST',
    body: input,
  })
}

export function withdrawInvitation(invitationId: string) {
  return requestJson(z.unknown(), `/api/v1/invitation/${invitationId}`, { method: 'DELETE' })
}

export function changeRole(personId: string, role: Role) {
  return requestJson(personViewSchema, `/api/v1/person/${personId}`, { method: 'PATCH', body: { role } })
}

export function removePerson(personId: string) {
  return requestJson(z.unknown(), `/api/v1/person/${personId}`, { method: 'DELETE' })
}

export function createToken(instanceId: string, input: { name: string; role: Role; expiresAt: string | null }) {
  const schema = tokenSchema.extend({ token: z.string().nullable() })
  return requestJson(schema, `/api/v1/app/${instanceId}/token`, { method: 'POST', body: input })
}

export function revokeToken(instanceId: string, tokenId: string) {
  return requestJson(z.unknown(), `/api/v1/app/${instanceId}/token/${tokenId}`, { method: 'DELETE' })
}
