import type pg from 'pg'
import { ENSURE_PARTITIONS } from '#lib/domain/messages/missing-partition.ts'

const PARENTS = ['message', 'attempt', 'dedupe'] as const

/** Makes the partitions of yesterday to a week from now that are missing. Resolves to the days made. */
export async function ensurePartitions(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ made: number }>(ENSURE_PARTITIONS)
  return rows[0]?.made ?? 0
}

interface Partition {
  readonly parent: string
  readonly name: string
  readonly pending: boolean
}

/** Partitions of days before the retention, and those that a crash left half detached. */
const EXPIRED = `select p.relname as parent, c.relname as name, i.inhdetachpending as pending
  from pg_inherits i join pg_class p on p.oid = i.inhparent join pg_class c on c.oid = i.inhrelid
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hot'
  where p.relname = any($1) and c.relname ~ '_\\d{8}$'
    and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'UTC')::date - $2::int
  order by c.relname`

/** Tables that were detached and not dropped yet. */
const DETACHED = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'hot'
  where c.relkind = 'r' and c.relname ~ '^(message|attempt|dedupe)_\\d{8}$'
    and not exists (select from pg_inherits i where i.inhrelid = c.oid)
    and to_date(right(c.relname, 8), 'YYYYMMDD') < (now() at time zone 'UTC')::date - $1::int`

/**
 * Drops whole days past the retention. Detaching concurrently never blocks publishers, and a lock that does not come
 * within two seconds is tried again in the next round instead of queueing everybody behind it.
 */
export async function dropExpiredPartitions(client: pg.PoolClient, retentionDays: number): Promise<number> {
  await client.query(`set lock_timeout = '2s'`)
  try {
    const { rows } = await client.query<Partition>(EXPIRED, [PARENTS, retentionDays])
    for (const { parent, name, pending } of rows) {
      const how = pending ? 'finalize' : 'concurrently'
      await client.query(
        `alter table ${client.escapeIdentifier(parent)} detach partition hot.${client.escapeIdentifier(name)} ${how}`,
      )
    }
    const detached = await client.query<{ name: string }>(DETACHED, [retentionDays])
    for (const { name } of detached.rows) await client.query(`drop table hot.${client.escapeIdentifier(name)}`)
    return detached.rows.length
  } finally {
    await client.query('reset lock_timeout')
  }
}
