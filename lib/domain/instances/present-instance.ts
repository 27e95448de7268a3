import type { Instance } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import { storedMetadataSchema } from '../schemas.ts'
import type { InstanceView } from './schemas.ts'

/** An instance as the API shows it. */
export function presentInstance(row: Instance): InstanceView {
  return {
    id: formatId('instance', row.id),
    uid: row.uid,
    name: row.name,
    rate: row.rate,
    metadata: storedMetadataSchema.parse(row.metadata),
    retrySchedule: row.retrySchedule,
    svixHeaders: row.svixHeaders,
    secretOverlapHours: row.secretOverlapHours,
    signatureCheckedAt: row.signatureCheckedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
