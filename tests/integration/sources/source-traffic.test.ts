import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { prisma } from '#lib/db/client.ts'
import { parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createSource } from '#lib/domain/sources/create-source.ts'
import { listSources } from '#lib/domain/sources/list-sources.ts'
import { createDatabase } from '#tests/support/database.ts'
import { CODAT_EVENT, postWebhook, SOURCE_SECRET, signWebhook, tokenOf } from '#tests/support/post-webhook.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
afterAll(() => prisma().$disconnect())

const ctx = rootContext()
let app: string
beforeEach(async () => {
  app = (await createInstance(ctx, { name: 'test' })).id
})

async function addSource() {
  const input = { name: 'test', type: 'svix', config: { secret: SOURCE_SECRET } }
  const { id, ingestUrl } = await createSource(ctx, app, input)
  return { id, uuid: parseId('source', id) ?? '', token: tokenOf(ingestUrl) }
}

const traffic = async () =>
  Object.fromEntries((await listSources(ctx, app, { withTraffic: true })).data.map((row) => [row.id, row.traffic]))

/** Messages as if they had come in that long ago, one millisecond apart. */
const insertMessages = (source: string, many: number, age: string) =>
  pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, source_id, body, size)
     select overlay(hot.uuid_floor(now() - $3::interval + n * interval '1 ms')::text placing lpad(to_hex(n), 12, '0') from 25)::uuid,
       i.key, 'a.b', '{}', '{}', '{}', $1, '{}', 2 from source s join instance i on i.id = s.instance_id, generate_series(1, $2) n
     where s.id = $1`,
    [source, many, age],
  )

describe('the list of sources', () => {
  test('says what each accepted and rejected in the last 24 hours, and when the last request came', async () => {
    const [busy, quiet] = [await addSource(), await addSource()]
    const before = Date.now()
    for (const id of ['msg_1', 'msg_2']) await postWebhook(ctx, busy.token, CODAT_EVENT, signWebhook(CODAT_EVENT, id))
    await postWebhook(ctx, busy.token, CODAT_EVENT)
    await insertMessages(busy.uuid, 3, '25 hours')
    const of = await traffic()
    expect(of[busy.id]).toMatchObject({ accepted: 2, isAcceptedMore: false, rejected: 1, isRejectedMore: false })
    expect(Date.parse(of[busy.id]?.lastAt ?? '')).toBeGreaterThanOrEqual(before - 1)
    expect(of[quiet.id]).toEqual({
      accepted: 0,
      isAcceptedMore: false,
      rejected: 0,
      isRejectedMore: false,
      lastAt: null,
    })
  })

  test('counts up to 10,000 of each by an index, whatever else came in that day', async () => {
    const [busy, other] = [await addSource(), await addSource()]
    await insertMessages(busy.uuid, 10_500, '1 hour')
    await insertMessages(other.uuid, 700, '2 hours')
    const of = await traffic()
    expect([of[busy.id]?.accepted, of[busy.id]?.isAcceptedMore, of[other.id]?.accepted]).toEqual([10_000, true, 700])
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      'explain select id from message where source_id = $1 and id >= hot.uuid_floor(now()) order by id desc limit 9',
      [other.uuid],
    )
    expect(rows.map((row) => row['QUERY PLAN']).join()).toMatch(/Index Only Scan Backward using message_\d+_source_idx/)
  })

  test('says nothing of it unless it is asked', async () => {
    const { id } = await addSource()
    expect(await listSources(ctx, app, {})).toMatchObject({ data: [{ id, traffic: undefined }] })
  })
})
