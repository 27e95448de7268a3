import type { ChildProcess } from 'node:child_process'
import cluster from 'node:cluster'
import { once } from 'node:events'
import { Agent, request } from 'undici'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forkWorker } from '#scripts/fork-worker.ts'
import { findFreePort } from '#scripts/ports.ts'
import { createDatabase } from '#tests/support/database.ts'
import { type Receiver, startReceiver } from '#tests/support/receiver.ts'
import { WORKER_TOKEN } from '#tests/support/running-worker.ts'
import { insertConsumer, insertInstance } from './fixtures.ts'

const { url, pool } = await createDatabase()
const origin = `http://127.0.0.1:${await findFreePort()}`
/** A connection for each request: whoever is free takes it. */
const dispatcher = new Agent({ pipelining: 0 })
const headers = { authorization: `Bearer ${WORKER_TOKEN}`, 'content-type': 'application/json' }
let receiver: Receiver
let workers: ChildProcess[]

const ended = (worker: ChildProcess) =>
  worker.exitCode ?? worker.signalCode ?? new Promise<number | null>((resolve) => worker.once('exit', resolve))

/** Ids of as many messages, each accepted over a connection of its own at the same time. */
function publish(count: number): Promise<string[]> {
  const publishOne = async () => {
    const body = '{"eventType":"order.created","payload":{}}'
    const answer = await request(`${origin}/api/v1/app/shared/msg`, { method: 'POST', headers, body, dispatcher })
    expect(answer.statusCode).toBe(202)
    return /"id":"(msg_\w+)"/.exec(await answer.body.text())?.[1] ?? ''
  }
  return Promise.all(Array.from({ length: count }, publishOne))
}

async function figures(): Promise<{ status: number; accepted: number | undefined; processes: number }> {
  const answer = await request(`${origin}/api/worker/metrics`, { headers, dispatcher }).catch(() => null)
  const text = (await answer?.body.text()) ?? ''
  const value = (name: string) => Number(new RegExp(`^${name}(?:\\{.*\\})? (.*)$`, 'm').exec(text)?.[1])
  return {
    status: answer?.statusCode ?? 0,
    accepted: value('posthorn_ingest_seconds_count'),
    processes: value('posthorn_worker_processes'),
  }
}

beforeAll(async () => {
  receiver = await startReceiver({ behave: { delayMs: 200 } })
  const instance = await insertInstance(pool)
  await pool.query(`update instance set uid = 'shared' where key = $1`, [instance.key])
  await insertConsumer(pool, instance, { url: receiver.url })
  const env = { HOST: '127.0.0.1', PORT: new URL(origin).port, DATABASE_URL: url, POSTHORN_API_TOKEN: WORKER_TOKEN }
  workers = [1, 2].map(() => forkWorker({ ...env, NODE_ENV: 'production', POSTHORN_EMBEDDED: '1' }))
  for (let listening = 0; listening < workers.length; listening++) await once(cluster, 'listening')
})
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGTERM')
  expect(await Promise.all(workers.map(ended))).toEqual(['SIGKILL', 0])
  await dispatcher.close()
  await receiver.close()
})

test('two processes behind one port share what comes, and each tells the figures of both', async () => {
  const ids = await publish(40)
  expect(await Promise.all(Array.from({ length: 4 }, figures))).toEqual(
    Array.from({ length: 4 }, () => ({ status: 200, accepted: 40, processes: 2 })),
  )
  await receiver.waitFor(40)
  expect(new Set(receiver.requests.map((one) => one.headers['webhook-id']))).toEqual(new Set(ids))
})

test('a process that is killed is not missed: the port goes on answering, and what it had accepted is delivered', async () => {
  const before = await publish(40)
  workers[0]?.kill('SIGKILL')
  const after = await publish(20)
  // The test does not wait for the leases of the dead one to end.
  await pool.query(`update queue set due_at = now() where due_at > now()`)
  await pool.query(`update lane set next_at = now() where consumer in (select consumer from queue)`)
  const arrived = () => new Set(receiver.requests.map((one) => one.headers['webhook-id']))
  await expect.poll(() => [...before, ...after].filter((id) => !arrived().has(id)), { timeout: 15_000 }).toEqual([])
  expect((await figures()).processes).toBe(1)
})
