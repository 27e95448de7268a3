import { beforeEach, expect, test } from 'vitest'
import { LOG_FORMATS } from '#lib/api/svix/log-export.ts'
import { createConsumer } from '#lib/domain/consumers/create-consumer.ts'
import type { DeliveryLogFilter } from '#lib/domain/deliveries/delivery-log-filter.ts'
import { exportDeliveries } from '#lib/domain/deliveries/export-deliveries.ts'
import { listDeliveries } from '#lib/domain/deliveries/list-deliveries.ts'
import { formatId, newUuid, parseId } from '#lib/domain/ids.ts'
import { createInstance } from '#lib/domain/instances/create-instance.ts'
import { createDatabase } from '#tests/support/database.ts'
import { rootContext } from '#tests/support/root-context.ts'

const { pool } = await createDatabase()
const ctx = rootContext()

let instance: string
let key: number
let consumer: string
let consumerKey: number

beforeEach(async () => {
  instance = (await createInstance(ctx, { name: 'Northwind Lending' })).id
  consumer = (await createConsumer(ctx, instance, { url: 'https://hooks.example.com/in' })).id
  const { rows } = await pool.query<{ key: number; instance: number }>(
    'select c.key, i.key as instance from consumer c join instance i on i.id = c.instance_id where c.id = $1',
    [parseId('consumer', consumer)],
  )
  consumerKey = rows[0]?.key ?? 0
  key = rows[0]?.instance ?? 0
})

type Given = { body?: string; eventId?: string; company?: string; inMinutes?: number }

async function message({ body = '{}', eventId, company, inMinutes }: Given = {}): Promise<string> {
  const id = newUuid()
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size, event_id, company, deliver_at)
     values ($1, $2, 'invoice.paid', '{region:us}', '{0}', '{}', $3, 2, $4, $5, now() + make_interval(mins => $6::int))`,
    [id, key, body, eventId ?? null, company ?? null, inMinutes ?? null],
  )
  return formatId('message', id)
}

async function attempt(messageId: string, outcome: number, status: number, kind: string | null): Promise<void> {
  await pool.query(
    `insert into attempt (id, message_id, consumer, instance, event_type, n, at, trigger, outcome, status_code, error_kind, ms, timings, url)
     values ($1, $2, $3, $4, 'invoice.paid', 1, now(), 0, $5, $6, $7, 5, '{}', 'https://hooks.example.com/in')`,
    [newUuid(), parseId('message', messageId), consumerKey, key, outcome, status, kind],
  )
}

async function found(filter: DeliveryLogFilter): Promise<string[]> {
  return (await listDeliveries(ctx, instance, filter)).data.map((entry) => entry.message.id)
}

test('the log is filtered by id, event id, status class, error kind, consumer and schedule', async () => {
  const [fine, failed] = [await message({ eventId: 'evt-1' }), await message()]
  const later = await message({ inMinutes: 30 })
  await attempt(fine, 0, 200, null)
  await attempt(failed, 2, 503, 'http_5xx')
  expect(await found({})).toEqual([later, failed, fine])
  expect(await found({ id: 'evt-1' })).toEqual([fine])
  expect(await found({ id: failed })).toEqual([failed])
  expect(await found({ statusClass: 5 })).toEqual([failed])
  expect(await found({ statusClass: 2, consumer })).toEqual([fine])
  expect(await found({ errorKind: 'http_5xx' })).toEqual([failed])
  expect(await found({ statuses: ['failure'] })).toEqual([failed])
  expect(await found({ isScheduled: true })).toEqual([later])
})

test('a rare text is found by scans that go on from their cursor and say how far they got', async () => {
  const needle = await message({ body: '{"note":"The NEEDLE"}' })
  await pool.query(
    `insert into message (id, instance, event_type, tags, tag_origins, labels, body, size)
     select uuidv7(), $1, 'invoice.paid', '{}', '{}', '{}', '{"note":"hay"}', 2 from generate_series(1, 2000)`,
    [key],
  )
  const seen: string[] = []
  let searched = 0
  let iterator: string | undefined
  for (let done = false; !done; ) {
    const page = await listDeliveries(ctx, instance, { text: 'needle', iterator })
    seen.push(...page.data.map((entry) => entry.message.id))
    searched += page.searched
    expect(page.searchedTo).not.toBeNull()
    done = page.done
    iterator = page.iterator ?? undefined
  }
  expect(seen).toEqual([needle])
  expect(searched).toBe(2001)
})

test('pages of a filtered log neither repeat nor leave out a message', async () => {
  const all: string[] = []
  for (let n = 0; n < 7; n += 1) {
    const id = await message({ company: n % 2 === 0 ? 'acme' : 'other' })
    if (n % 2 === 0) all.unshift(id)
  }
  const first = await listDeliveries(ctx, instance, { company: 'acme', limit: 2 })
  const second = await listDeliveries(ctx, instance, {
    company: 'acme',
    limit: 2,
    iterator: first.iterator ?? undefined,
  })
  expect([first.done, second.done]).toEqual([false, true])
  expect([...first.data, ...second.data].map((entry) => entry.message.id)).toEqual(all)
})

test('an export holds what the filters show, and a spreadsheet does not run what a sender wrote', async () => {
  await message({ company: 'other' })
  const id = await message({ company: '=cmd("x")', eventId: 'evt-9' })
  await attempt(id, 0, 200, null)
  const entries = []
  for await (const page of exportDeliveries(ctx, instance, { id: 'evt-9' })) entries.push(...page)
  const [entry] = entries
  if (!entry || entries.length > 1) throw new Error(`expected one message, got ${entries.length}`)
  const [columns, cells] = [LOG_FORMATS.csv.head, LOG_FORMATS.csv.line(entry)]
  expect(columns).toMatch(/^id,createdAt,eventType,eventId,company,tags,/)
  expect(cells).toContain(`,invoice.paid,evt-9,"'=cmd(""x"")",region:us,,,2,1,0,0,0,0,0\r\n`)
  expect(JSON.parse(LOG_FORMATS.ndjson.line(entry))).toMatchObject({ id, deliveries: { success: 1 } })
})
