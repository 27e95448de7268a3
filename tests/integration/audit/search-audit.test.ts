import { beforeAll, describe, expect, test } from 'vitest'
import { listAudit } from '#lib/domain/audit/list-audit.ts'
import { newUuid } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const ctx = rootContext({ name: 'set-up' })
let instance: { id: string; uuid: string }

/** Changes in the order in which they are given, oldest first. */
async function record(changes: readonly { who: string; what: string; on?: string; isOfNoInstance?: boolean }[]) {
  for (const { who, what, on = 'ep_1', isOfNoInstance = false } of changes)
    await pool.query(
      `insert into audit_entry (id, instance_id, actor_kind, actor_name, action, target_kind, target_id)
       values ($1, $2, 'person', $3, $4, 'consumer', $5)`,
      [newUuid(), isOfNoInstance ? null : instance.uuid, who, what, on],
    )
}

beforeAll(async () => {
  const made = await createInstance(ctx, { name: 'Acme' })
  const { rows } = await pool.query<{ id: string }>('select id::text from instance')
  instance = { id: made.id, uuid: rows[0]?.id ?? '' }
  await record([
    { who: 'Mara Ilves', what: 'consumer.create' },
    { who: 'J. Okafor', what: 'consumer.update' },
    { who: 'Mara Ilves', what: 'consumer.update', on: 'ep_2' },
    { who: 'Mara Ilves', what: 'person.create', isOfNoInstance: true },
    { who: '100 % sync', what: 'company.create' },
    { who: 'MARA the second', what: 'consumer.update' },
  ])
})

describe('the audit log is searched', () => {
  const search = async (filter: Parameters<typeof listAudit>[2], as = ctx) => {
    const { data } = await listAudit(as, instance.id, filter)
    return data.map(({ actorName, action }) => `${actorName} ${action}`)
  }

  test('by any part of a name, in either case, newest first, with what belongs to no instance among it', async () => {
    expect(await search({ actor: 'mara' })).toEqual([
      'MARA the second consumer.update',
      'Mara Ilves person.create',
      'Mara Ilves consumer.update',
      'Mara Ilves consumer.create',
    ])
  })

  test('by the beginning of what was done, and by both, and within a target', async () => {
    expect(await search({ action: 'consumer.u' })).toHaveLength(3)
    expect(await search({ action: 'consumer.u', actor: 'ilves' })).toEqual(['Mara Ilves consumer.update'])
    expect(await search({ actor: 'mara', targetId: 'ep_2' })).toEqual(['Mara Ilves consumer.update'])
    expect(await search({ action: 'onsumer' })).toEqual([])
  })

  test('taking what means anything in a pattern for what it is', async () => {
    expect(await search({ actor: '0 %' })).toEqual(['100 % sync company.create'])
    expect(await search({ actor: 'M_ra' })).toEqual([])
  })

  test('by who sees one instance only: what belongs to none stays hidden', async () => {
    const own = rootContext({ instanceId: instance.uuid })
    expect(await search({ actor: 'mara', action: 'person.' }, own)).toEqual([])
  })

  test('page by page, forwards and back, in either order, without a gap or a repeat', async () => {
    for (const order of ['ascending', 'descending'] as const) {
      const whole = await search({ actor: 'mara', order })
      const first = await listAudit(ctx, instance.id, { actor: 'mara', order, limit: 3 })
      const second = await listAudit(ctx, instance.id, {
        actor: 'mara',
        order,
        limit: 3,
        iterator: first.iterator ?? '',
      })
      const back = await listAudit(ctx, instance.id, {
        actor: 'mara',
        order,
        limit: 3,
        iterator: second.prevIterator ?? '',
      })
      expect([...first.data, ...second.data].map(({ actorName, action }) => `${actorName} ${action}`)).toEqual(whole)
      expect([first.done, second.done]).toEqual([false, true])
      expect(back.data).toEqual(first.data)
    }
  })

  test('between two times', async () => {
    expect(await search({ actor: 'mara', after: new Date(Date.now() + 60_000) })).toEqual([])
    expect(await search({ actor: 'mara', before: new Date(Date.now() + 60_000) })).toHaveLength(4)
  })
})
