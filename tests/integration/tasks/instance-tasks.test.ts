import { beforeEach, describe, expect, test } from 'vitest'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import { createEventType } from '#lib/domain/event-types/create-event-type.ts'
import { importOpenApi } from '#lib/domain/event-types/import-openapi.ts'
import { listEventTypes } from '#lib/domain/event-types/list-event-types.ts'
import { newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { advanceTask } from '#lib/domain/tasks/advance-task.ts'
import { getTask } from '#lib/domain/tasks/get-task.ts'
import type { TaskView } from '#lib/domain/tasks/schemas.ts'
import { startEventTypeExport } from '#lib/domain/tasks/start-event-type-export.ts'
import { startExpunge } from '#lib/domain/tasks/start-expunge.ts'
import { startAttemptCount, startSubscriptionList } from '#lib/domain/tasks/start-statistics.ts'
import { createDatabase } from '#tests/support/database.ts'
import { insertCounts } from '#tests/support/insert-counts.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const ctx = rootContext()
const url = 'https://example.com/hook'

let instance: string
let key: number
beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'Northwind', uid: `n${newUuid()}` })).id
  key = (await pool.query<{ key: number }>('select max(key) as key from instance')).rows[0]?.key ?? 0
})

async function addMessages(many: number, attemptsEach = 1): Promise<void> {
  await pool.query(
    `with made as (insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
       select hot.uuid7(), $1, 'invoice.paid', '{}', '{}', '{}', '{"a":1}', 7 from generate_series(1, $2) returning id)
     insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, ms, timings, url, response_body)
       select hot.uuid7(), made.id, consumer, $1, 'invoice.paid', 1, now(), 0, 0, 5, '{}', 'http://x', 'echo'
       from made, generate_series(1, $3) as consumer`,
    [key, many, attemptsEach],
  )
}

async function left(): Promise<{ bodies: number; kept: number }> {
  const { rows } = await pool.query<{ bodies: number; kept: number }>(
    `select (select count(*)::int from message where instance = $1 and body is not null) as bodies,
       (select count(*)::int from attempt where instance = $1 and response_body is not null) as kept`,
    [key],
  )
  return rows[0] ?? { bodies: -1, kept: -1 }
}

async function finished({ id }: TaskView): Promise<TaskView> {
  const uuid = parseId('task', id) ?? ''
  while (await advanceTask(uuid));
  return getTask(ctx, id)
}

describe('removing every body of an instance', () => {
  test('goes on in bounded steps, each kept when the worker dies', async () => {
    await addMessages(1_200)
    const task = await startExpunge(ctx, instance)
    const uuid = parseId('task', task.id) ?? ''
    expect(await advanceTask(uuid)).toBe(true)
    expect([await left(), (await getTask(ctx, task.id)).done]).toEqual([{ bodies: 700, kept: 700 }, 500])
    const view = await finished(task)
    expect([view.status, view.done, await left()]).toEqual(['finished', 1_200, { bodies: 0, kept: 0 }])
  })

  test('walks a message with thousands of attempts more than once', async () => {
    await addMessages(1, 4_500)
    const task = await startExpunge(ctx, instance)
    await advanceTask(parseId('task', task.id) ?? '')
    expect(await left()).toEqual({ bodies: 0, kept: 2_500 })
    expect([(await finished(task)).done, await left()]).toEqual([1, { bodies: 0, kept: 0 }])
  })
})

describe('statistics over instances', () => {
  test('count the attempts of a range, and name what is no instance', async () => {
    await insertCounts(pool, { instance: key, consumer: 7, success: 3, failure: 1, retry: 2, cancelled: 1 })
    await insertCounts(pool, { instance: key, consumer: 7, success: 5, at: new Date(Date.now() - 3 * 3_600_000) })
    const range = { since: new Date(Date.now() - 3_600_000), until: new Date(Date.now() + 60_000) }
    const started = await startAttemptCount(ctx, null, { ...range, instances: [instance, 'nobody'] })
    expect(started.result).toEqual({ unresolved: ['nobody'] })
    const { status, result } = await finished(started)
    expect(status).toBe('finished')
    expect(result).toMatchObject({ unresolved: ['nobody'], instances: [{ id: instance, attempts: 7 }] })
  })

  test('list what consumers ask for, of the actor’s own instance only when it has one', async () => {
    await createConsumer(ctx, instance, { url, eventTypes: ['b.made', 'a.made'] })
    await createConsumer(ctx, instance, { url, eventTypes: ['a.made'] })
    const own = rootContext({ instanceId: parseId('instance', instance) })
    const first = await finished(await startSubscriptionList(own, null))
    expect(first.result).toEqual({ instances: [{ id: instance, eventTypes: ['a.made', 'b.made'], takesAll: false }] })
    await createConsumer(ctx, instance, { url })
    const all = await finished(await startSubscriptionList(ctx, null))
    expect(all.result?.instances).toContainEqual({ id: instance, eventTypes: ['a.made', 'b.made'], takesAll: true })
    await expect(getTask(own, all.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the event types of an instance', () => {
  test('go out as an OpenAPI document and come back as they were', async () => {
    const described = {
      description: 'Paid',
      groupName: 'invoice',
      schemas: { 1: { type: 'object' } },
      deprecated: true,
    }
    await createEventType(ctx, instance, { name: 'invoice.paid', ...described, example: { id: 1 } })
    await createEventType(ctx, instance, { name: 'plain' })
    await createEventType(ctx, instance, { name: 'old', archived: true })
    const { result } = await finished(await startEventTypeExport(ctx, instance))
    const other = (await createInstance(ctx, { name: 'Other' })).id
    await importOpenApi(ctx, other, { spec: result?.document, replaceAll: false, dryRun: false })
    const shown = async (of: string) =>
      (await listEventTypes(ctx, of, {})).data.map(({ createdAt: _at, updatedAt: _until, ...rest }) => rest)
    expect(await shown(other)).toEqual(await shown(instance))
    expect(await shown(other)).toMatchObject([
      { name: 'invoice.paid', ...described, example: { id: 1 } },
      { name: 'plain' },
    ])
  })
})
