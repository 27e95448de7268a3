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
  readonly before?: Date | undefined
  readonly after?: Date | undefined
}

/**
 * Ids of what matches in the given instances (null among them: what belongs to none), or with null in the whole log; at
 * most one more than a page. It skips along an index from one pair of name and action to the next: they are few, however
 * long the log.
 */
export async function searchAudit(
  instanceIds: readonly (string | null)[] | null,
  search: AuditSearch,
  window: PageWindow,
): Promise<string[]> {
  const places = instanceIds === null ? [EVERYWHERE] : instanceIds.map(placeOf)
  const found = await Promise.all(places.map((place) => searchOne(place, search, window)))
  const sign = window.direction === 'asc' ? 1 : -1
  const ids = found.flat().sort((a, b) => (a < b ? -sign : sign))
  return ids.slice(0, window.limit + 1)
}

/** A part of the log that one index holds. */
interface Place {
  readonly within: Prisma.Sql
  /** Columns of that index before name and action. */
  readonly columns: readonly string[]
}

const EVERYWHERE: Place = { within: Prisma.sql`true`, columns: [] }

function placeOf(instanceId: string | null): Place {
  const within = instanceId === null ? Prisma.sql`instance_id is null` : Prisma.sql`instance_id = ${instanceId}::uuid`
  return { within, columns: ['instance_id'] }
}

// Every column of the index is in each "order by": Postgres does not see that `is null` holds the first one still.
async function searchOne({ within, columns }: Place, search: AuditSearch, window: PageWindow): Promise<string[]> {
  const turn = direction(window)
  const kinds = Prisma.raw([...columns, 'actor_name', 'action'].join(', '))
  const places = Prisma.join(
    [...columns, 'actor_name', 'action', 'id'].map((name) => Prisma.sql`${Prisma.raw(`e.${name}`)} ${turn}`),
  )
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    with recursive kind as (
      (select actor_name, action from audit_entry where ${within} order by ${kinds} limit 1)
      union all
      select following.* from kind, lateral (
        select e.actor_name, e.action from audit_entry e
        where ${within} and (e.actor_name, e.action) > (kind.actor_name, kind.action) order by ${kinds} limit 1
      ) following
    )
    select met.id::text from kind, lateral (
      select e.id from audit_entry e
      where ${within} and e.actor_name = kind.actor_name and e.action = kind.action
        and ${afterCursor(Prisma.sql`e.id`, window)} and ${between(search)}
      order by ${places} limit ${window.limit + 1}::int
    ) met
    where kind.actor_name ilike ${`%${likeLiteral(search.actor ?? '')}%`}
      and kind.action like ${`${likeLiteral(search.action ?? '')}%`}
    order by met.id ${turn} limit ${window.limit + 1}::int`
  return rows.map(({ id }) => id)
}

function between({ before, after }: AuditSearch): Prisma.Sql {
  return Prisma.sql`(${before ?? null}::timestamptz is null or e.at < ${before ?? null})
    and (${after ?? null}::timestamptz is null or e.at >= ${after ?? null})`
}
