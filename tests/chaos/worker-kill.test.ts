import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '#scripts/embedded-postgres.ts'
import { migrate } from '#scripts/migrate.ts'
import { startReceiver } from '#tests/support/receiver.ts'
import { startWorker, WORKER_TOKEN } from '#tests/support/running-worker.ts'
import { insertConsumer, insertInstance } from '../integration/worker/fixtures.ts'

const MESSAGES = 2_000
const PUBLISHERS = 50

const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'posthorn-chaos-'))
await fs.chmod(dir, 0o755)
const server = await startEmbeddedPostgres({ dir })
await migrate(server.url)
const pool = new pg.Pool({ connectionString: server.url, max: 2 })
afterAll(async () => {
  await pool.end()
  await server.stop()
  await fs.rm(dir, { recursive: true, force: true })
})

/** Publishes until all are sent or the worker is gone; resolves to the ids that were answered with 202. */
async function publish(origin: string, count: number): Promise<string[]> {
  const accepted: string[] = []
  let next = 0
  const one = async () => {
    while (next < count) {
      const body = JSON.stringify({ eventType: 'invoice.paid', payload: { n: next++ } })
      const headers = { authorization: `Bearer ${WORKER_TOKEN}`, 'content-type': 'application/json' }
      const answer = await fetch(`${origin}/api/v1/app/chaos/msg`, { method: 'POST', headers, body }).catch(() => null)
      if (answer === null) return
      if (answer.status === 202) accepted.push(/"id":"(msg_\w+)"/.exec(await answer.text().catch(() => ''))?.[1] ?? '')
    }
  }
  await Promise.all(Array.from({ length: PUBLISHERS }, one))
  return accepted.filter((id) => id !== '')
}

test('a worker killed in the middle loses nothing that it accepted', async () => {
  const seen = new Map<string, number>()
  const receiver = await startReceiver({
    behave: ({ headers }) => {
      const id = String(headers['webhook-id'])
      seen.set(id, (seen.get(id) ?? 0) + 1)
      return { delayMs: 100 }
    },
  })
  const instance = await insertInstance(pool)
  await pool.query(`update instance set uid = 'chaos' where key = $1`, [instance.key])
  for (let n = 0; n < 3; n++) await insertConsumer(pool, instance, { url: `${receiver.url}/${n}` })

  const first = await startWorker(server.url)
  const publishing = publish(first.origin, MESSAGES)
  await receiver.waitFor(600, { withinMs: 20_000 })
  await first.kill()
  const accepted = await publishing
  const inFlight = await pool.query<{ n: number }>('select count(*)::int as n from queue')
  expect(accepted.length).toBeGreaterThan(50)
  expect(inFlight.rows[0]?.n).toBeGreaterThan(0)

  // Its leases end in a minute; the test does not wait that long.
  await pool.query(`update queue set due_at = due_at - interval '1 minute'`)
  const second = await startWorker(server.url)
  const rest = await publish(second.origin, MESSAGES - accepted.length)
  await expect
    .poll(async () => (await pool.query<{ n: number }>('select count(*)::int as n from queue')).rows[0]?.n, {
      timeout: 20_000,
    })
    .toBe(0)
  expect(await second.stop()).toBe(0)

  const all = [...accepted, ...rest]
  expect(all.filter((id) => (seen.get(id) ?? 0) < 3)).toEqual([])
  const verdicts = await pool.query<{ n: number }>(
    'select count(*)::int as n from (select distinct message_id, consumer from attempt where outcome = 0) x',
  )
  const stored = await pool.query<{ n: number }>('select count(*)::int as n from message')
  expect(verdicts.rows[0]?.n).toBe((stored.rows[0]?.n ?? 0) * 3)
  const duplicates = [...seen.values()].reduce((sum, times) => sum + Math.max(0, times - 3), 0)
  expect(duplicates).toBeLessThanOrEqual(inFlight.rows[0]?.n ?? 0)
  await receiver.close()
})
