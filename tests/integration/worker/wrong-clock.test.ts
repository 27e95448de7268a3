import { Webhook } from 'svix'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseId, uuidTime } from '#lib/domain/ids.ts'
import { callRoute } from '#tests/support/call-route.ts'
import { createDatabase } from '#tests/support/database.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { startWorker, WORKER_TOKEN } from '#tests/support/running-worker.ts'
import * as ready from '../../../app/api/health/ready/route.ts'
import { insertConsumer, insertInstance, insertSource } from './fixtures.ts'

const { url, pool } = await createDatabase()
const receiver = await startReceiver({ behave: (_, n) => ({ status: n % 2 === 0 ? 500 : 200 }) })
afterAll(() => receiver.close())

const TWO_DAYS = 2 * 86_400_000
const SECRET = `whsec_${Buffer.alloc(24, 3).toString('base64')}`
const answered = z.object({ id: z.string() })

/** A worker whose own clock is wrong by so many ms, and what one asks of it. */
async function startWrongWorker(offMs: number) {
  const wrong = { NODE_OPTIONS: '--import ./tests/support/wrong-clock.mjs', CLOCK_OFF_MS: String(offMs) }
  const worker = await startWorker(url, wrong)
  const instance = await insertInstance(pool)
  await pool.query(`update instance set retry_schedule = '{0,1}', uid = $2 where key = $1`, [
    instance.key,
    `off${offMs}`,
  ])
  await insertConsumer(pool, instance, { url: receiver.url, eventTypes: ['a.b'] })
  const headers = { authorization: `Bearer ${WORKER_TOKEN}`, 'content-type': 'application/json' }
  const create = (body: object) =>
    fetch(`${worker.origin}/api/v1/app/off${offMs}/msg`, { method: 'POST', headers, body: JSON.stringify(body) })
  const token = await insertSource(pool, instance, { scheme: 'svix', secret: SECRET })
  const receive = (signedAt: Date) => {
    const body = '{"type":"received"}'
    const signed = {
      'svix-id': `evt_${signedAt.getTime()}`,
      'svix-timestamp': String(Math.floor(signedAt.getTime() / 1000)),
      'svix-signature': new Webhook(SECRET).sign(`evt_${signedAt.getTime()}`, signedAt, body),
    }
    return fetch(`${worker.origin}/in/${token}`, { method: 'POST', headers: signed, body })
  }
  return { worker, create, receive }
}

const isNow = (epochMs: number) => Math.abs(epochMs - Date.now()) < 10_000

describe.each([
  ['fast', TWO_DAYS],
  ['slow', -TWO_DAYS],
])('a worker whose clock is two days %s', (_name, offMs) => {
  test('rule 3, time is Postgres’s: is not ready, and all it does goes by the database', async () => {
    const { worker, create, receive } = await startWrongWorker(offMs)
    expect(await callRoute(ready.GET)).toMatchObject({ status: 503, body: { database: true, worker: false } })

    const answer = await create({ eventType: 'a.b', payload: {} })
    expect(answer.status).toBe(202)
    const { id } = answered.parse(await answer.json())
    const uuid = parseId('message', id) ?? ''
    expect(isNow(uuidTime(uuid))).toBe(true)
    const [first, second] = await receiver.waitFor(2, { matching: ({ headers }) => headers['webhook-id'] === id })
    for (const request of [first, second])
      expect(isNow(Number(request?.headers['webhook-timestamp']) * 1000)).toBe(true)
    expect(Number(second?.at) - Number(first?.at)).toBeGreaterThanOrEqual(990)

    const soon = (ms: number) => new Date(Date.now() + ms).toISOString()
    const later = (deliverAt: string) => create({ eventType: 'later', payload: {}, deliverAt })
    expect((await later(soon(120_000))).status).toBe(202)
    expect((await later(soon(-120_000))).status).toBe(422)
    expect((await receive(new Date())).status).toBe(202)
    expect((await receive(new Date(Date.now() - 6 * 60_000))).status).toBe(401)
    expect((await receive(new Date(Date.now() + offMs))).status).toBe(401)

    expect(await worker.stop()).toBe(0)
    const { rows } = await pool.query<{ at: Date }>(`select at from attempt where message_id = $1 order by n`, [uuid])
    expect(rows.map(({ at }) => isNow(at.getTime()))).toEqual([true, true])
    expect((await pool.query('select from queue where message_id = $1', [uuid])).rowCount).toBe(0)
  }, 150_000)
})
