// The webhook service that one would write on pg-boss: an HTTP server stores the message and its job in one transaction
// and answers; the same process takes jobs in batches, signs, posts, stores one attempt a message, and completes them.
import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import PgBoss from 'pg-boss'
import { Pool } from 'undici'

const QUEUE = 'deliver'
const BATCH = 200
const LOOPS = 3
const SECRET = Buffer.alloc(24, 7)
const { DATABASE_URL, PORT, SINK_ORIGIN } = process.env

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 20 })
const sink = new Pool(SINK_ORIGIN, { connections: 100 })
const boss = new PgBoss({ connectionString: DATABASE_URL, max: 10, supervise: false, schedule: false })

await boss.start()
await boss.createQueue(QUEUE)
await pool.query(`create table bench_message (id uuid primary key, body text not null);
  create table bench_attempt (message_id uuid not null, at timestamptz not null default now(), status_code int not null);
  create index on bench_attempt (message_id)`)

async function accept(body) {
  const client = await pool.connect()
  try {
    const id = randomUUID()
    await client.query('begin')
    await client.query({ name: 'message', text: 'insert into bench_message values ($1, $2)', values: [id, body] })
    await boss.send(QUEUE, { id }, { db: { executeSql: (text, values) => client.query(text, values) } })
    await client.query('commit')
    return id
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function post({ id, body }) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', SECRET).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
  const answer = await sink.request({ method: 'POST', path: '/', headers, body })
  await answer.body.dump()
  return answer.statusCode
}

async function deliver() {
  for (;;) {
    const jobs = await boss.fetch(QUEUE, { batchSize: BATCH })
    if (jobs.length === 0) {
      await delay(20)
      continue
    }
    const ids = jobs.map(({ data }) => data.id)
    const { rows } = await pool.query('select id, body from bench_message where id = any($1::uuid[])', [ids])
    const codes = await Promise.all(rows.map(post))
    await pool.query(
      'insert into bench_attempt (message_id, status_code) select * from unnest($1::uuid[], $2::int[])',
      [rows.map(({ id }) => id), codes],
    )
    await boss.complete(
      QUEUE,
      jobs.map(({ id }) => id),
    )
  }
}

const server = createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    if (request.method !== 'POST') return response.end()
    accept(Buffer.concat(chunks).toString('utf8')).then(
      (id) => response.writeHead(202).end(JSON.stringify({ id })),
      (error) => response.writeHead(500).end(String(error)),
    )
  })
})
server.keepAliveTimeout = 120_000
server.listen(Number(PORT), '127.0.0.1')
for (let loop = 0; loop < LOOPS; loop += 1)
  deliver().catch((error) => {
    console.error(error)
    process.exit(1)
  })
process.on('SIGTERM', () => process.exit(0))
