import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { previewBulkChange } from '#lib/domain/consumers/preview-bulk-change.ts'
import type { BulkChangeInput } from '#lib/domain/consumers/schemas.ts'
import { updateConsumer } from '#lib/domain/consumers/update-consumer.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { advanceTask } from '#lib/domain/tasks/advance-task.ts'
import { BULK_CHUNK } from '#lib/domain/tasks/bulk-chunk.ts'
import { cancelTask } from '#lib/domain/tasks/cancel-task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import { startBulkChange } from '#lib/domain/tasks/start-bulk-change.ts'
import { logger } from '#lib/logger.ts'
import { dropTaskSelections } from '#lib/worker/maintenance/expire.ts'
import { startTaskRunner } from '#lib/worker/task-runner.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'
import { type RunningWorker, startWorker } from '#tests/support/running-worker.ts'

const { url, pool } = await createDatabase()
const actor = { kind: 'person', id: newUuid(), name: 'Mara Ilves' } as const
const ctx = rootContext(actor)

interface Place {
  readonly id: string
  readonly uuid: string
  readonly key: number
}

let here: Place
let elsewhere: Place
beforeEach(async () => {
  here = await addInstance()
  elsewhere = await addInstance()
})

async function addInstance(): Promise<Place> {
  const { id } = await createInstance(ctx, { name: 'Northwind' })
  const uuid = parseId('instance', id) ?? ''
  const { rows } = await pool.query<{ key: number }>('select key from instance where id = $1', [uuid])
  return { id, uuid, key: rows[0]?.key ?? Number.NaN }
}

/** So many consumers, each with a lane, a secret and a message that waits. Resolves to their ids. */
async function addConsumers({ uuid, key }: Place, many: number, fields: { disabled?: boolean; kind?: string } = {}) {
  const ids = Array.from({ length: many }, () => newUuid())
  await pool.query(
    `with made as (insert into consumer (id, instance_id, kind, url, description, event_types, tags, disabled)
       select id, $2, $3, 'http://127.0.0.1:9/hook', 'Team', case $3 when 'consumer' then '{a.b}'::text[] else '{}' end, '{}', $4 from unnest($1::uuid[]) as id returning id, key),
     lanes as (insert into lane (consumer, instance) select key, $5 from made),
     secrets as (insert into consumer_secret (id, consumer_id, secret) select hot.uuid7(), id, '' from made)
     insert into queue (message_id, consumer, due_at, size) select hot.uuid7(), key, now() + interval '1 hour', 2 from made`,
    [ids, uuid, fields.kind ?? 'consumer', fields.disabled ?? false, key],
  )
  return ids.map((id) => formatId('consumer', id))
}

async function count(sql: string, place = here): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n ${sql}`, [place.uuid])
  return rows[0]?.n ?? Number.NaN
}
const off = (place = here) => count('from consumer where instance_id = $1 and disabled', place)
const entries = (action: string) => count(`from audit_entry where instance_id = $1 and action = '${action}'`)

const start = (input: BulkChangeInput) => startBulkChange(ctx, here.id, input)
const advance = (task: string) => advanceTask(parseId('task', task) ?? '')

async function finish(task: string) {
  while (await advance(task));
  return getTask(ctx, task)
}

describe('a bulk change', () => {
  test('of a thousand consumers changes each once, with its revision, its audit entry and its author', async () => {
    const ids = await addConsumers(here, 1_000)
    const others = await addConsumers(elsewhere, 2)
    const task = await start({ action: 'disable', ids: [...ids, ...others, 'nobody'] })
    expect(task).toMatchObject({ kind: 'disable_consumers', status: 'running', total: 1_000, done: BULK_CHUNK })
    expect(task.result).toEqual({ unresolved: [...others, 'nobody'] })
    expect(await off()).toBe(BULK_CHUNK)
    expect(await finish(task.id)).toMatchObject({ status: 'finished', total: 1_000, done: 1_000 })
    expect([await off(), await off(elsewhere)]).toEqual([1_000, 0])
    expect(await count('from consumer_revision r join consumer c on c.key = r.consumer where c.instance_id = $1')).toBe(
      1_000,
    )
    expect([await entries('task.disable_consumers'), await entries('consumer.update')]).toEqual([1, 1_000])
    const { rows } = await pool.query(
      `select distinct actor_kind, actor_id, actor_name, before ->> 'disabled' as before, after ->> 'disabled' as after
       from audit_entry where action = 'consumer.update' and instance_id = $1`,
      [here.uuid],
    )
    const { kind, id, name } = actor
    expect(rows).toEqual([{ actor_kind: kind, actor_id: id, actor_name: name, before: 'false', after: 'true' }])
  })

  test('of a few is done when it is answered, and bumps the configuration that workers go by', async () => {
    const [id = ''] = await addConsumers(here, 3)
    const version = () => pool.query('select config_version::int as v from instance where id = $1', [here.uuid])
    const before = await version()
    expect(await start({ action: 'pause', ids: [id] })).toMatchObject({ status: 'finished', total: 1, done: 1 })
    expect((await version()).rows[0]?.v).toBe(before.rows[0]?.v + 1)
    expect(await count('from lane l join consumer c on c.key = l.consumer where c.instance_id = $1 and l.paused')).toBe(
      1,
    )
    await start({ action: 'resume', filter: {} })
    expect(await count('from consumer where instance_id = $1 and paused')).toBe(0)
  })

  test('looks at the lanes in which something waits, and leaves the empty ones asleep', async () => {
    await addConsumers(here, 2)
    const lanes = `from lane l join consumer c on c.key = l.consumer where c.instance_id = $1`
    const awake = () => count(`${lanes} and l.next_at <= now()`)
    await pool.query('delete from queue where consumer = (select max(consumer) from queue)')
    await start({ action: 'disable', filter: {} })
    expect([await awake(), await count(lanes)]).toEqual([1, 2])
  })

  test('of all that match is counted first, and refused when it is about another number by then', async () => {
    await addConsumers(here, 4)
    await addConsumers(here, 1, { disabled: true })
    const about = { action: 'disable' as const, filter: { eventType: 'a.b' } }
    expect(await previewBulkChange(ctx, here.id, about)).toEqual({ matching: 5, changing: 4 })
    await addConsumers(here, 1)
    await expect(start({ ...about, expected: 4 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await off()).toBe(1)
    expect(await start({ ...about, expected: 5 })).toMatchObject({ status: 'finished', done: 5 })
  })

  test('deletes with everything that was scheduled, and leaves operational endpoints alone', async () => {
    await addConsumers(here, 300)
    await addConsumers(here, 1, { kind: 'operational' })
    const { id } = await start({ action: 'delete', filter: {} })
    await finish(id)
    expect(await count('from consumer where instance_id = $1 and deleted_at is null')).toBe(1)
    const left = 'join consumer c on c.key = t.consumer where c.instance_id = $1 and c.deleted_at is not null'
    expect([await count(`from queue t ${left}`), await count(`from lane t ${left}`)]).toEqual([0, 0])
    expect(await count('from consumer_secret s join consumer c on c.id = s.consumer_id where c.instance_id = $1')).toBe(
      1,
    )
    expect(await entries('consumer.delete')).toBe(300)
    const events = `from message m join instance i on i.key = m.instance where i.id = $1 and event_type = 'endpoint.deleted'`
    expect(await count(events)).toBe(300)
  })

  test('is undone by its opposite over what it changed, and no other', async () => {
    const ids = await addConsumers(here, 600)
    await addConsumers(here, 2, { disabled: true })
    const task = await start({ action: 'disable', ids })
    await expect(start({ action: 'enable', task: task.id })).rejects.toMatchObject({ code: 'conflict' })
    // Somebody disables one that is still to come, and another is changed back: neither is this change's any more.
    await updateConsumer(ctx, here.id, ids[599] ?? '', { disabled: true })
    expect(await finish(task.id)).toMatchObject({ total: 599, done: 599 })
    await updateConsumer(ctx, here.id, ids[0] ?? '', { disabled: false })
    const undo = await start({ action: 'enable', task: task.id })
    expect(await finish(undo.id)).toMatchObject({ kind: 'enable_consumers', total: 598, done: 598 })
    expect(await off()).toBe(3)
  })

  test('can be cancelled, and what it had changed by then can be undone for a day', async () => {
    await addConsumers(here, 600)
    const task = await start({ action: 'disable', filter: {} })
    expect(await cancelTask(ctx, task.id, here.id)).toMatchObject({ status: 'cancelled', done: BULK_CHUNK })
    expect([await advance(task.id), await off()]).toEqual([false, BULK_CHUNK])
    await dropTaskSelections(pool)
    await finish((await start({ action: 'enable', task: task.id })).id)
    expect(await off()).toBe(0)
    await pool.query(`update task set finished_at = now() - interval '25 hours'`)
    await dropTaskSelections(pool)
    await expect(start({ action: 'enable', task: task.id })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is for those who may change consumers, of their own instance', async () => {
    const ids = await addConsumers(here, 600)
    const viewer = rootContext({ role: 'viewer' })
    const stranger = rootContext({ instanceId: elsewhere.uuid })
    const about = { action: 'disable' as const, ids }
    await expect(startBulkChange(viewer, here.id, about)).rejects.toMatchObject({ code: 'permission_denied' })
    await expect(startBulkChange(stranger, here.id, about)).rejects.toMatchObject({ code: 'not_found' })
    const { id } = await start(about)
    await expect(startBulkChange(stranger, elsewhere.id, { action: 'enable', task: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const sender = rootContext({ capabilities: new Set(['read', 'delivery:write'] as const) })
    await expect(cancelTask(sender, id)).rejects.toMatchObject({ code: 'permission_denied' })
    expect(await off()).toBe(BULK_CHUNK)
  })
})

describe('a worker killed in the middle of a bulk change', () => {
  let worker: RunningWorker | undefined
  let next: ReturnType<typeof startTaskRunner> | undefined
  afterEach(() => Promise.all([worker?.kill(), next?.stop()]))

  test('leaves it to the next one, which changes the rest: each consumer once', async () => {
    const ids = await addConsumers(here, 2 * BULK_CHUNK + 100)
    const { id } = await start({ action: 'disable', filter: {} })
    const held = await holdConsumer(ids.at(-1) ?? '')
    worker = await startWorker(url)
    await expect.poll(held.isWaitedFor, { timeout: 20_000, interval: 20 }).toBe(true)
    expect((await getTask(ctx, id)).done).toBe(2 * BULK_CHUNK)
    await worker.kill()
    await held.release()
    const half = await getTask(ctx, id)
    expect([half.status, half.done, await off()]).toEqual(['running', 2 * BULK_CHUNK, 2 * BULK_CHUNK])
    next = startTaskRunner(logger())
    await expect.poll(async () => (await getTask(ctx, id)).status, { timeout: 20_000 }).toBe('finished')
    expect([await off(), await entries('consumer.update')]).toEqual([ids.length, ids.length])
  })

  /** Locks a consumer, so that a change of it stops halfway until it is released. */
  async function holdConsumer(consumer: string) {
    const client = await pool.connect()
    await client.query('begin')
    await client.query('select from consumer where id = $1 for update', [parseId('consumer', consumer)])
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return {
      async isWaitedFor() {
        const waiting = 'select from pg_stat_activity where $1 = any (pg_blocking_pids(pid))'
        return (await pool.query(waiting, [rows[0]?.pid])).rowCount === 1
      },
      async release() {
        await client.query('rollback')
        client.release()
      },
    }
  }
})
