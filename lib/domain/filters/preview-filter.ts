import { z } from 'zod'
import { prisma } from '#lib/db/client.ts'
import type { Context } from '../context.ts'
import { formatId, uuidTime } from '../ids.ts'
import { findInstance } from '../instances/find-instance.ts'
import { authorize } from '../permissions.ts'
import type { FilterPreview, FilterPreviewInput } from './schemas.ts'

const CONSIDERED = 1000
const SHOWN = 20

const rowSchema = z.object({
  id: z.string(),
  event_type: z.string(),
  tags: z.array(z.string()),
  company: z.string().nullable(),
  company_name: z.string().nullable(),
  oldest: z.string().nullable(),
  newest: z.string().nullable(),
  considered: z.int(),
  matched: z.int(),
  type_only: z.int(),
})

/**
 * How many of the last 1,000 messages a consumer with this filter would have got, with the newest of them. Tests,
 * inboxes and operational events are not counted: no filter sees them.
 */
export async function previewFilter(
  ctx: Context,
  instance: string,
  filter: FilterPreviewInput,
): Promise<FilterPreview> {
  authorize(ctx, 'read')
  const { id: instanceId, key } = await findInstance(ctx, instance)
  const { eventTypes, tags } = filter
  const rows = await prisma().$queryRaw<unknown[]>`
    with recent as materialized (
      select id, event_type, tags, company from message where instance = ${key}::int and flags & 7 = 0
      order by id desc limit ${CONSIDERED}::int
    ), typed as materialized (
      select * from recent where cardinality(${eventTypes}::text[]) = 0 or event_type = any (${eventTypes}::text[])
    ), matched as materialized (
      select * from typed where cardinality(${tags}::text[]) = 0 or tags && ${tags}::text[]
    ), shown as (select * from matched order by id desc limit ${SHOWN}::int)
    select coalesce(shown.id::text, '') as id, coalesce(shown.event_type, '') as event_type,
      coalesce(shown.tags, '{}') as tags, shown.company, nullif(named.name, '') as company_name, counted.*
    from (select (select count(*)::int from recent) as considered,
      (select id::text from recent order by id limit 1) as oldest,
      (select id::text from recent order by id desc limit 1) as newest, (select count(*)::int from matched) as matched,
      (select count(*)::int from typed) - (select count(*)::int from matched) as type_only) as counted
      left join shown on true
      left join company named on named.instance_id = ${instanceId}::uuid and named.external_id = shown.company
    order by shown.id desc`
  const found = z.array(rowSchema).parse(rows)
  return {
    considered: found[0]?.considered ?? 0,
    from: timeOf(found[0]?.oldest),
    to: timeOf(found[0]?.newest),
    matched: found[0]?.matched ?? 0,
    typeOnly: found[0]?.type_only ?? 0,
    samples: found
      .filter(({ id }) => id !== '')
      .map(({ id, event_type, tags: own, company, company_name }) => ({
        id: formatId('message', id),
        eventType: event_type,
        tags: own,
        company,
        companyName: company_name,
        timestamp: new Date(uuidTime(id)).toISOString(),
      })),
  }
}

function timeOf(id: string | null | undefined): string | null {
  return id == null ? null : new Date(uuidTime(id)).toISOString()
}
