import type { Consumer } from '#lib/db/generated/client.ts'
import type { Context } from '../context.ts'
import { formatId } from '../ids.ts'
import { storedMetadataSchema } from '../schemas.ts'
import type { ConsumerView } from './schemas.ts'

/** Columns that no view shows: kilobytes a row where consumers have certificates, and Prisma takes its time for each. */
export const UNSEEN = {
  key: true,
  instanceId: true,
  kind: true,
  headers: true,
  tlsCertificate: true,
  tlsKey: true,
  transformationVersion: true,
  lastFailureStatus: true,
  lastFailureKind: true,
  successRate: true,
  p95: true,
  deletedAt: true,
  searchText: true,
} as const
type SeenConsumer = Omit<Consumer, keyof typeof UNSEEN | 'byName' | 'byState' | 'bySuccessRate' | 'byP95'>

/** A consumer with everything about it, for the audit log. */
export function presentConsumer(row: SeenConsumer): ConsumerView {
  return {
    id: formatId('consumer', row.id),
    uid: row.uid,
    url: row.url,
    description: row.description,
    eventTypes: row.eventTypes.length === 0 ? null : row.eventTypes,
    tags: row.tags,
    rate: row.rate,
    disabled: row.disabled,
    disabledReason: row.disabledReason,
    disabledBy: row.disabledBy,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    paused: row.paused,
    metadata: storedMetadataSchema.parse(row.metadata),
    clientCertificateExpiresAt: row.tlsExpiresAt?.toISOString() ?? null,
    hasServerCa: row.serverCa !== null,
    transformationEnabled: row.transformationEnabled,
    failingSince: row.failingSince?.toISOString() ?? null,
    lastFailureAt: row.lastFailureAt?.toISOString() ?? null,
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    behindSince: row.behindSince?.toISOString() ?? null,
    slowSince: row.slowSince?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/** A consumer for who asks: customers in the portal are not told the name of an operator who turned it off. */
export function showConsumer({ actor }: Pick<Context, 'actor'>, row: SeenConsumer): ConsumerView {
  const view = presentConsumer(row)
  return actor.capabilities === null || view.disabledBy === actor.name ? view : { ...view, disabledBy: null }
}
