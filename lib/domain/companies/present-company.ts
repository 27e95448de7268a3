import type { Company } from '#lib/db/generated/client.ts'
import { formatId } from '../ids.ts'
import type { CompanyView } from './schemas.ts'
import { recordOfTags } from './tag-record.ts'

/** A company as the API shows it. */
export function presentCompany(row: Company): CompanyView {
  return {
    id: formatId('company', row.id),
    externalId: row.externalId,
    name: row.name,
    description: row.description,
    tags: recordOfTags(row.tags),
    discovered: row.discovered,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
