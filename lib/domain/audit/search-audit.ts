import { prisma } from '#lib/db/client.ts'
import { Prisma } from '#lib/db/generated/client.ts'
import { likeLiteral } from '#lib/db/like-literal.ts'
import { afterCursor, direction } from '../messages/list-messages.ts'
import type { PageWindow } from '../page.ts'

export interface AuditSearch {
  /** The beginning of an action. */
  readonly action?: string | undefined
  /** Text in the actor's name. */
  readonly actor?: string | undefined
  readonly targetId?: string | undefined
  readonly before?: Date | undefined
  readonly after?: Date | undefined
}

/**
 * Ids of what matches in the given instances (null: what belongs to none), at most one more than a page. It skips along
 * an index from one pair of name and action to the next: they are few, however long the log.
 */
export async function searchAudit(
  instanceIds: readonly (string | null)[],
  search: AuditSearch,
  window: PageWindow,
): Promise<string[]> {
  const found = await Promise.all(instanceIds.map((id) => searchOne(id, search, window)))
  const sign = window.direction === 'asc' ? 1 : -1
  const ids = found.flat().sort((a, b) => (a < b ? -sign : sign))
  return ids.slice(0, window.limit + 1)
}

// Every column of the index is in each "order by": Postgres does not see that `is null` holds the first one still.
async function searchOne(instanceId: string | null, search: AuditSearch, window: PageWindow): Promise<string[]> {
  const within = instanceId === null ? Prisma.sql`instance_id is null` : Prisma.sql`instance_id = ${instanceId}::uuid`
  const turn = direction(window)
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    with recursive kind as (
      (select actor_name, action from audit_entry where ${within}
        order by instance_id, actor_name, action limit 1)
      union all
      select following.* from kind, lateral (
        select e.actor_name, e.action from audit_entry e
        where ${within} and (e.actor_name, e.action) > (kind.actor_name, kind.action)
        order by instance_id, actor_name, action limit 1
      ) following
    )
    select met.id::text from kind, lateral (
      select e.id from audit_entry e
      where ${within} and e.actor_name = kind.actor_name and e.action = kind.action
        and ${afterCursor(Prisma.sql`e.id`, window)} and ${rest(search)}
      order by e.instance_id ${turn}, e.actor_name ${turn}, e.action ${turn}, e.id ${turn}
      limit ${window.limit + 1}::int
    ) met
    where kind.actor_name ilike ${`%${likeLiteral(search.actor ?? '')}%`}
      and kind.action like ${`${likeLiteral(search.action ?? '')}%`}
    order by met.id ${turn} limit ${window.limit + 1}::int`
  return rows.map(({ id }) => id)
}

function rest({ targetId, before, after }: AuditSearch): Prisma.Sql {
  const conditions = [
    ...(targetId ? [Prisma.sql`e.target_id = ${targetId}`] : []),
    ...(before ? [Prisma.sql`e.at < ${before}`] : []),
    ...(after ? [Prisma.sql`e.at >= ${after}`] : []),
  ]
  return conditions.length === 0 ? Prisma.sql`true` : Prisma.join(conditions, ' and ')
}
