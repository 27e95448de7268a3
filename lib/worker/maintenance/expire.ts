import type pg from 'pg'

const CHUNK = 5_000

/** Bodies whose time is up; their partitions have a partial index for it. A message still queued ends as `expunged`. */
export async function expungeBodies(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rowCount } = await client.query(
    `update message m set body = null from (
       select id from message where expunge_at <= now() and body is not null order by id limit $1
     ) due where m.id = due.id`,
    [CHUNK],
  )
  return rowCount ?? 0
}

/** Answers kept for repeated requests. */
export async function dropIdempotencyKeys(client: pg.Pool | pg.PoolClient): Promise<void> {
  await client.query('delete from idempotency_key where expires_at < now()')
}

/** What bulk changes were about, a day after they ended: until then they can be undone. */
export async function dropTaskSelections(client: pg.Pool | pg.PoolClient): Promise<void> {
  await client.query(
    `delete from task_selection s using task t
     where t.id = s.task_id and t.status <> 'running' and t.finished_at < now() - interval '1 day'`,
  )
}

/** Rows of consumers that were deleted, alone or with their instance, while a message was on its way to them. */
export async function dropOrphans(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rowCount } = await client.query(
    `with recursive k(consumer) as (
       (select consumer from queue order by consumer limit 1)
       union all
       select n.consumer from k cross join lateral (
         select consumer from queue q where q.consumer > k.consumer order by consumer limit 1
       ) n
     )
     delete from queue where ctid = any(array(
       select q.ctid from k join queue q on q.consumer = k.consumer
       where not exists (select from lane l where l.consumer = k.consumer)
         and not exists (select from consumer c where c.key = k.consumer and c.deleted_at is null)
       limit $1))`,
    [CHUNK],
  )
  return rowCount ?? 0
}
