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
  const search = async (filter: Parameters<typeof listAudit>[2], as = ctx, where: string | null = instance.id) => {
    const { data } = await listAudit(as, where, filter)
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

  test('in the whole installation, by who sees every instance', async () => {
    const other = await createInstance(rootContext({ name: 'Mara the third' }), { name: 'Umbra' })
    expect(other.id).not.toBe(instance.id)
    expect(await search({ actor: 'mara', action: 'instance.' }, ctx, null)).toEqual(['Mara the third instance.create'])
    expect(await search({ actor: 'mara' }, ctx, null)).toHaveLength(5)
    expect(await search({ actor: 'mara' }, rootContext({ instanceId: instance.uuid }), null)).toHaveLength(3)
  })

  test('by what it was done to, from an index however long the log', async () => {
    expect(await search({ targetId: 'ep_2' })).toEqual(['Mara Ilves consumer.update'])
    expect(await search({ targetId: 'ep_2', actor: 'okafor' })).toEqual([])
    await pool.query(
      `insert into audit_entry (id, instance_id, actor_kind, actor_name, action, target_kind, target_id)
       select gen_random_uuid(), $1, 'token', 'import', 'company.create', 'company', 'comp_' || n from generate_series(1, 5000) n`,
      [instance.uuid],
    )
    await pool.query('analyze audit_entry')
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `explain select id from audit_entry where target_id = 'ep_2' and instance_id = $1 order by id desc limit 51`,
      [instance.uuid],
    )
    expect(rows.map((row) => row['QUERY PLAN']).join()).toContain('audit_entry_target_id_id_idx')
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
