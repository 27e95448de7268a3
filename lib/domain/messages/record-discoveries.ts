import type { PrismaClient } from '#lib/db/generated/client.ts'
import type { Discovery } from './message-sink.ts'

interface DiscoveredCompany {
  readonly instanceId: string
  readonly id: string
  readonly name: string
  readonly tags: readonly string[]
}

const MOST_COMPANY_TAGS = 10
const COMPANY_TAG = /^[^:]{1,27}:.{1,100}$/

/**
 * Writes what accepted events told: unknown event types become *discovered* ones, companies are added, and those that
 * nobody edited by hand follow the newest event. The last of a batch wins. Sorted, so that two batches never deadlock.
 */
export async function recordDiscoveries(prisma: PrismaClient, batch: readonly Discovery[]): Promise<void> {
  await recordEventTypes(prisma, batch)
  await recordCompanies(prisma, newestCompanies(batch))
}

async function recordEventTypes(prisma: PrismaClient, batch: readonly Discovery[]): Promise<void> {
  if (batch.length === 0) return
  await prisma.$executeRaw`
    INSERT INTO event_type (id, instance_id, name, discovered, feature_flags, retry_schedule)
    SELECT hot.uuid7(), instance_id, name, true, '{}', '{}'
    FROM (SELECT DISTINCT instance_id, name
      FROM unnest(${batch.map((one) => one.instanceId)}::uuid[], ${batch.map((one) => one.eventType)}::text[]) AS seen (instance_id, name)) AS seen
    WHERE EXISTS (SELECT FROM instance i WHERE i.id = seen.instance_id)
      AND NOT EXISTS (SELECT FROM event_type e WHERE e.instance_id = seen.instance_id AND e.name = seen.name)
    ORDER BY 2, 3
    ON CONFLICT DO NOTHING`
}

// Tags travel as JSON text: an array of arrays would have to be rectangular.
async function recordCompanies(prisma: PrismaClient, companies: readonly DiscoveredCompany[]): Promise<void> {
  if (companies.length === 0) return
  await prisma.$executeRaw`
    WITH seen AS (
      SELECT instance_id, external_id, name, ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)) AS tags
      FROM unnest(${companies.map((one) => one.instanceId)}::uuid[], ${companies.map((one) => one.id)}::text[],
        ${companies.map((one) => one.name)}::text[], ${companies.map((one) => JSON.stringify(one.tags))}::text[])
        AS told (instance_id, external_id, name, tags)
    )
    INSERT INTO company (id, instance_id, external_id, name, tags, discovered)
    SELECT hot.uuid7(), seen.instance_id, seen.external_id, seen.name, seen.tags, true
    FROM seen JOIN instance i ON i.id = seen.instance_id
      LEFT JOIN company c ON c.instance_id = seen.instance_id AND c.external_id = seen.external_id
    WHERE c.id IS NULL OR (c.discovered AND ((seen.name <> '' AND c.name <> seen.name)
      OR (cardinality(seen.tags) > 0 AND NOT (c.tags @> seen.tags AND c.tags <@ seen.tags))))
    ORDER BY 2, 3
    ON CONFLICT (instance_id, external_id) DO UPDATE SET
      name = CASE WHEN excluded.name = '' THEN company.name ELSE excluded.name END,
      tags = CASE WHEN cardinality(excluded.tags) = 0 THEN company.tags ELSE excluded.tags END,
      updated_at = now()
    WHERE company.discovered`
}

function newestCompanies(batch: readonly Discovery[]): DiscoveredCompany[] {
  const newest = new Map<string, DiscoveredCompany>()
  for (const { instanceId, company } of batch) {
    if (company === null) continue
    const tags = company.tags.filter((tag) => COMPANY_TAG.test(tag)).slice(0, MOST_COMPANY_TAGS)
    newest.set(`${instanceId} ${company.id}`, { instanceId, id: company.id, name: company.name, tags })
  }
  return [...newest.values()]
}
